/** The panel of the selected value: where it is used, its names in each language, its flags; on a phone a sheet of its actions. */
import type { Row } from "./state";

export class DetailPanel {
  /** What it says while no value is selected. */
  private readonly hint: ChildNode[];

  /** The contents wait in `pages`, a template for each value. */
  constructor(
    private readonly element: HTMLElement,
    private readonly pages: ParentNode,
  ) {
    this.hint = [...element.childNodes];
  }

  /** Show a value and name it in the address; nothing for one that is not saved yet. */
  show(row: Row | null): void {
    if (row && !row.isNew) window.history.replaceState(window.history.state, "", `#${encodeURIComponent(row.code)}`);
    const page = this.pages.querySelector<HTMLTemplateElement>(
      `template[data-detail="${CSS.escape(row?.code ?? "")}"]`,
    );
    if (!row || !page) return this.element.replaceChildren(...this.hint);
    this.element.replaceChildren(page.content.cloneNode(true));
    this.tint(row);
    for (const input of this.inputs("[data-name-in]"))
      input.value = row.names?.[input.dataset["nameIn"] ?? ""] ?? input.value;
    for (const select of this.element.querySelectorAll<HTMLSelectElement>("[data-group-of]")) select.value = row.group;
    for (const box of this.inputs("[data-flag]"))
      box.checked = box.dataset["flag"] === "hidden" ? row.hidden : row.isDefault;
  }

  /** The panel follows the name and colour of its value. */
  paint(row: Row | null): void {
    const title = this.element.querySelector(".value-detail__header h2");
    if (!title || !row) return;
    title.textContent = row.name;
    this.tint(row);
  }

  unfold(): void {
    this.element.dataset["open"] = "true";
  }

  fold(): void {
    delete this.element.dataset["open"];
  }

  private tint(row: Row): void {
    this.element.style.setProperty("--c", row.colour || "transparent");
  }

  private inputs(selector: string): Iterable<HTMLInputElement> {
    return this.element.querySelectorAll<HTMLInputElement>(selector);
  }
}

/** Name a value in the language of a field of the panel; an emptied field falls back to the name shipped. */
export function nameFrom(input: HTMLInputElement, row: Row): void {
  const language = input.dataset["nameIn"] ?? "";
  const typed = input.value.trim();
  row.names = { ...row.names, [language]: typed };
  if (language === document.documentElement.lang) row.name = typed || input.placeholder;
}

/** Set what a box of the panel says; only one value of a list is its default. */
export function flagFrom(box: HTMLInputElement, row: Row, rows: readonly Row[]): void {
  if (box.dataset["flag"] !== "isDefault") row.hidden = box.checked;
  else for (const each of rows) each.isDefault = box.checked && each === row;
}
