/** The colour popover of a directory's page: palette, hexadecimal field, and the chip in both themes. */
import { part } from "@ui/lib/parts";

interface Owner {
  /** The reader wants this colour; empty for none. */
  picked: (colour: string) => void;
  /** The saved colour of the value at hand. */
  saved: () => string;
}

/** What the popover is opened for, and the colours that the list uses already. */
export interface Coloured {
  name: string;
  colour: string;
  used: ReadonlySet<string>;
}

const HEX = /^#[0-9a-f]{6}$/i;

export class ColourPopover {
  private readonly hex: HTMLInputElement;

  constructor(
    private readonly element: HTMLElement,
    private readonly owner: Owner,
    signal: AbortSignal,
  ) {
    this.hex = part<HTMLInputElement>(element, "hex");
    element.addEventListener("click", (event) => this.press(event), { signal });
    element.addEventListener("keydown", (event) => this.key(event), { signal });
    this.hex.addEventListener("input", () => this.type(), { signal });
  }

  /** Open under a row. */
  open(anchor: HTMLElement, { name, colour, used }: Coloured): void {
    for (const cell of this.cells) {
      const own = (cell.dataset["colour"] ?? "").toLowerCase();
      cell.toggleAttribute("data-used", used.has(own) && own !== colour.toLowerCase());
    }
    part(this.element, "saved").textContent = this.owner.saved() || "—";
    for (const preview of this.previews) preview.textContent = name;
    this.element.showPopover();
    place(this.element, anchor);
    this.show(colour);
    (this.cells.find((cell) => cell.getAttribute("aria-selected") === "true") ?? this.cells[0])?.focus();
  }

  show(colour: string): void {
    for (const cell of this.cells)
      cell.setAttribute("aria-selected", String((cell.dataset["colour"] ?? "").toLowerCase() === colour.toLowerCase()));
    if (document.activeElement !== this.hex) this.hex.value = colour;
    for (const preview of this.previews) preview.style.setProperty("--c", colour || "transparent");
  }

  /** A cell is the whole choice; no colour and the saved one leave the popover open to compare. */
  private press(event: MouseEvent): void {
    const button = (event.target as Element).closest("button");
    if (!button) return;
    const { colour, pick } = button.dataset;
    if (pick) return this.owner.picked(pick === "saved" ? this.owner.saved() : "");
    this.owner.picked(colour ?? "");
    this.element.hidePopover();
  }

  private type(): void {
    const typed = this.hex.value.trim();
    const colour = typed.startsWith("#") ? typed : `#${typed}`;
    if (HEX.test(colour)) this.owner.picked(colour);
  }

  private key(event: KeyboardEvent): void {
    if (event.target === this.hex && event.key === "Enter") {
      // The focus goes back to the button, which the same key would press again.
      event.preventDefault();
      this.element.hidePopover();
    } else if (this.walk(event.key)) event.preventDefault();
  }

  /** Move the focus through the palette, nine cells a line. */
  private walk(key: string): boolean {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 9, ArrowUp: -9 }[key];
    const all = this.cells;
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (step === undefined || at < 0) return false;
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
    return true;
  }

  private get cells(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>(".colour-popover__cell")];
  }

  private get previews(): Iterable<HTMLElement> {
    return this.element.querySelectorAll<HTMLElement>(".colour-chip");
  }
}

function place(popover: HTMLElement, anchor: HTMLElement): void {
  const { left, bottom, top } = anchor.getBoundingClientRect();
  const height = popover.offsetHeight;
  const below = bottom + 4 + height <= window.innerHeight;
  popover.style.insetInlineStart = `${Math.max(8, Math.min(left + 32, window.innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.insetBlockStart = `${below ? bottom + 4 : Math.max(8, top - 4 - height)}px`;
}
