/** The colour popover of a directory's page: palette, hexadecimal field, and the chip in both themes. */

export interface PaletteParts {
  popover: HTMLElement;
  hex: HTMLInputElement;
  oldColour: HTMLElement;
  previews: HTMLElement[];
}

export const HEX = /^#[0-9a-f]{6}$/i;

/** Open the popover under a row, showing its colour, its name, and which colours the list uses already. */
export function openPalette(parts: PaletteParts, anchor: HTMLElement, name: string, colour: string, old: string, used: ReadonlySet<string>): void {
  for (const cell of cells(parts)) {
    const own = (cell.dataset["colour"] ?? "").toLowerCase();
    cell.toggleAttribute("data-used", used.has(own) && own !== colour.toLowerCase());
  }
  parts.oldColour.textContent = old || "—";
  for (const preview of parts.previews) preview.textContent = name;
  parts.popover.showPopover();
  place(parts.popover, anchor);
  showColour(parts, colour);
  (cells(parts).find((cell) => cell.getAttribute("aria-selected") === "true") ?? cells(parts)[0])?.focus();
}

export function showColour(parts: PaletteParts, colour: string): void {
  for (const cell of cells(parts)) cell.setAttribute("aria-selected", String((cell.dataset["colour"] ?? "").toLowerCase() === colour.toLowerCase()));
  if (document.activeElement !== parts.hex) parts.hex.value = colour;
  for (const preview of parts.previews) preview.style.setProperty("--c", colour || "transparent");
}

/** Move the focus through the palette, nine cells a line. */
export function walkPalette(parts: PaletteParts, key: string): boolean {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 9, ArrowUp: -9 }[key];
  const all = cells(parts);
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (step === undefined || at < 0) return false;
  all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
  return true;
}

function cells(parts: PaletteParts): HTMLElement[] {
  return [...parts.popover.querySelectorAll<HTMLElement>(".colour-popover__cell")];
}

function place(popover: HTMLElement, anchor: HTMLElement): void {
  const { left, bottom, top } = anchor.getBoundingClientRect();
  const height = popover.offsetHeight;
  const below = bottom + 4 + height <= window.innerHeight;
  popover.style.insetInlineStart = `${Math.max(8, Math.min(left + 32, window.innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.insetBlockStart = `${below ? bottom + 4 : Math.max(8, top - 4 - height)}px`;
}
