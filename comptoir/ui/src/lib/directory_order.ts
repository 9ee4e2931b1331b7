/** The order of a directory's rows: dragged by their grips, or moved a step by key or button. */
import Sortable from "sortablejs";
import type { DirectoryState, Row } from "./directory_state";

export class RowOrder {
  constructor(
    lists: readonly HTMLElement[],
    private readonly model: DirectoryState,
    /** The rows of all groups, in the order of the page. */
    private readonly rows: () => HTMLElement[],
    private readonly moved: () => void,
    signal: AbortSignal,
  ) {
    const sortables = lists.map((list) => Sortable.create(list, {
      handle: ".directory-row__grip", animation: 120, delay: 150, delayOnTouchOnly: true, ghostClass: "directory-row--ghost",
      onEnd: () => this.read(),
    }));
    signal.addEventListener("abort", () => sortables.forEach((sortable) => sortable.destroy()));
  }

  /** Take over the order of the page. */
  read(): void {
    const places = new Map(this.rows().map((element, place) => [element.dataset["code"], place]));
    this.model.rows.sort((a, b) => (places.get(a.code) ?? 0) - (places.get(b.code) ?? 0));
    this.moved();
  }

  /** Move a row one place within its group; a protected one moves only where every order is allowed. */
  step(element: HTMLElement, row: Row, by: number): void {
    if (row.protected && row.group !== "list" && row.group !== "failure") return;
    const other = by < 0 ? element.previousElementSibling : element.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(element);
    else other.after(element);
    this.read();
    element.focus();
  }
}
