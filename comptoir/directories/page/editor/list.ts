/** A directory's values and the rows of the page that show them. */
import { drawFunnel } from "./funnel";
import { paintRow, type Texts } from "./rows";
import type { DirectoryState, Row } from "./state";

export class RowList {
  /** The value that the panel, the colour popover or the dialog is about. */
  current: Row | null = null;

  constructor(
    private readonly page: ParentNode,
    private readonly model: DirectoryState,
    private readonly texts: Texts,
    /** The rows of all groups, in the order of the page. */
    readonly elements: () => HTMLElement[],
  ) {}

  element(code: string | undefined): HTMLElement | null {
    return this.elements().find((element) => code && element.dataset["code"] === code) ?? null;
  }

  row(element: HTMLElement): Row | undefined {
    return this.model.find(element.dataset["code"] ?? "");
  }

  /** Do something with the row of an event; the panel's buttons mean the current one. */
  with(event: Event, act: (row: Row, element: HTMLElement) => void): void {
    const target = event.target as Element;
    const element = this.elements().find((each) => each.contains(target)) ?? this.element(this.current?.code);
    const row = element && this.row(element);
    if (element && row) act(row, element);
  }

  /** Add a nameless value at the end of a list. */
  add(list: HTMLElement, element: HTMLElement): Row {
    const row = this.model.add(list.dataset["group"] ?? "list");
    element.dataset["code"] = row.code;
    list.append(element);
    return row;
  }

  drop(element: HTMLElement, row: Row): void {
    this.model.drop(row);
    element.remove();
  }

  select(element: HTMLElement | null): void {
    for (const each of this.elements()) {
      if (each === element) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
    this.current = (element && this.row(element)) ?? null;
  }

  focusBeside(element: HTMLElement, by: number): void {
    const rows = this.elements();
    rows[rows.indexOf(element) + by]?.focus();
  }

  /** Mark the rows that the server refused. */
  refuse(codes: ReadonlySet<string>): void {
    for (const element of this.elements())
      element.toggleAttribute("data-invalid", codes.has(element.dataset["code"] ?? ""));
  }

  paint(): void {
    const pairs: [Row, HTMLElement][] = [];
    this.elements().forEach((element, place) => {
      const row = this.row(element);
      if (!row) return;
      paintRow(element, row, place + 1, this.model.isChanged(row), this.texts);
      pairs.push([row, element]);
    });
    if (this.model.state.stages) drawFunnel(pairs, this.page.querySelectorAll<HTMLElement>(".directory-neck"));
  }
}
