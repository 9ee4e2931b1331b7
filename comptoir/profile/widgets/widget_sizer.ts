/** The size of a widget in columns and steps: drawn with a pointer at its corner, or changed by key. */

export interface Size {
  width: number;
  height: number;
}

const [NARROWEST, WIDEST, LOWEST, HIGHEST] = [3, 12, 1, 3];
const STEP = 120;

export class WidgetSizer {
  constructor(
    private readonly grid: HTMLElement,
    private readonly sized: (tile: HTMLElement, size: Size) => void,
  ) {}

  grab(event: PointerEvent): void {
    const handle = event.target as HTMLElement;
    const tile = handle.closest<HTMLElement>(".widget");
    if (!tile || event.button !== 0) return;
    event.preventDefault();
    const before = read(tile);
    const life = new AbortController();
    const done = (keep: boolean): void => {
      life.abort();
      delete tile.dataset["state"];
      if (!keep) this.show(tile, before);
      const size = read(tile);
      if (size.width !== before.width || size.height !== before.height) this.sized(tile, size);
    };
    handle.setPointerCapture(event.pointerId);
    tile.dataset["state"] = "sizing";
    handle.addEventListener("pointermove", (moved) => this.show(tile, this.at(tile, moved)), { signal: life.signal });
    handle.addEventListener("pointerup", () => done(true), { signal: life.signal });
    handle.addEventListener("pointercancel", () => done(false), { signal: life.signal });
    document.addEventListener("keydown", (pressed) => pressed.key === "Escape" && done(false), { signal: life.signal });
  }

  step(tile: HTMLElement, key: string): void {
    const before = read(tile);
    const { width, height } = { ...before };
    const size = {
      ArrowLeft: { width: width - 1, height },
      ArrowRight: { width: width + 1, height },
      ArrowUp: { width, height: height - 1 },
      ArrowDown: { width, height: height + 1 },
    }[key];
    if (!size) return;
    this.show(tile, size);
    const now = read(tile);
    if (now.width !== before.width || now.height !== before.height) this.sized(tile, now);
  }

  private at(tile: HTMLElement, event: PointerEvent): Size {
    const box = tile.getBoundingClientRect();
    const gap = parseFloat(getComputedStyle(this.grid).columnGap) || 0;
    const column = (this.grid.clientWidth + gap) / WIDEST;
    return {
      width: Math.round((event.clientX - box.left + gap) / column),
      height: Math.round((event.clientY - box.top + gap) / (STEP + gap)),
    };
  }

  private show(tile: HTMLElement, size: Size): void {
    tile.dataset["width"] = String(Math.max(NARROWEST, Math.min(WIDEST, size.width)));
    tile.dataset["height"] = String(Math.max(LOWEST, Math.min(HIGHEST, size.height)));
  }
}

function read(tile: HTMLElement): Size {
  return { width: Number(tile.dataset["width"]), height: Number(tile.dataset["height"]) };
}
