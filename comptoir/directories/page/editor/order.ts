/** The order of a directory's rows: dragged by their grips, or moved a step by key or button. */
import Sortable from "sortablejs";
import type { Texts } from "./rows";
import type { DirectoryState, Row } from "./state";
import { toast } from "@ui/lib/events";

export class RowOrder {
  /** Why the row at hand cannot stay where the pointer was last. */
  private refusal = "";

  constructor(
    private readonly lists: readonly HTMLElement[],
    private readonly model: DirectoryState,
    private readonly texts: Texts,
    /** The rows of all groups, in the order of the page. */
    private readonly rows: () => HTMLElement[],
    private readonly moved: () => void,
    signal: AbortSignal,
  ) {
    const sortables = lists.map((list) =>
      Sortable.create(list, {
        group: "directory",
        handle: ".directory-row__grip",
        animation: 120,
        delay: 150,
        delayOnTouchOnly: true,
        ghostClass: "directory-row--ghost",
        onStart: () => (this.refusal = ""),
        onMove: ({ dragged, to }) => this.allows(dragged, to),
        onEnd: ({ item, from, to }) => this.dropped(item, from, to),
      }),
    );
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

  /** Put a stage at the end of another group; false, with the reason in a message, when it has to stay. */
  regroup(element: HTMLElement, row: Row, group: string): boolean {
    const list = this.lists.find((each) => each.dataset["group"] === group);
    const why = this.model.whyFixed(row, group);
    if (why) toast({ message: this.texts[why] ?? "", kind: "bad" });
    if (why || !list) return false;
    list.append(element);
    this.model.regroup(row, group);
    this.read();
    return true;
  }

  private allows(element: HTMLElement, to: HTMLElement): boolean {
    const row = this.model.find(element.dataset["code"] ?? "");
    this.refusal = row ? this.model.whyFixed(row, to.dataset["group"] ?? "") : "";
    return !this.refusal;
  }

  private dropped(element: HTMLElement, from: HTMLElement, to: HTMLElement): void {
    const row = this.model.find(element.dataset["code"] ?? "");
    if (row && from !== to) this.model.regroup(row, to.dataset["group"] ?? "");
    else if (this.refusal) toast({ message: this.texts[this.refusal] ?? "", kind: "bad" });
    this.read();
  }
}
