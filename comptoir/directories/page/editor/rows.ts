/** Painting one row of a directory's page from its state. */
import type { Row } from "./state";

export type Texts = Record<string, string>;

export function paintRow(element: HTMLElement, row: Row, number: number, changed: boolean, texts: Texts): void {
  text(element, ".directory-row__number", String(number));
  text(element, ".directory-row__name", row.name);
  text(element, "[data-tag]", tag(row, texts));
  element.style.setProperty("--c", row.colour || "transparent");
  element.toggleAttribute("data-hidden", row.hidden);
  element.toggleAttribute("data-leaving", Boolean(row.leaving));
  element.toggleAttribute("data-removed", Boolean(row.removed));
  element.toggleAttribute("data-uncoloured", !row.colour);
  const dot = element.querySelector<HTMLElement>(".unsaved-dot");
  if (dot) dot.hidden = !changed;
  const restore = element.querySelector<HTMLElement>("[data-when=renamed]");
  if (restore) {
    restore.hidden = !row.defaultName || row.name === row.defaultName;
    restore.dataset["tip"] = (texts["restore"] ?? "").replace("%name", row.defaultName);
  }
}

function tag(row: Row, texts: Texts): string {
  const tags = [
    row.removed ? texts["goesAway"] : "",
    row.isNew ? texts["new"] : "",
    row.leaving ? texts["leaving"] : "",
    row.hidden ? texts["hidden"] : "",
    row.isDefault ? texts["isDefault"] : "",
  ];
  return tags.filter(Boolean).join(", ");
}

function text(element: HTMLElement, selector: string, value: string): void {
  const found = element.querySelector(selector);
  if (found && found.textContent !== value) found.textContent = value;
}
