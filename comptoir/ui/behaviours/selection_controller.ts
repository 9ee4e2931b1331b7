import { Controller } from "@hotwired/stimulus";

/**
 * Choosing rows: the box in the head chooses all, Shift chooses a range, the bar shows while something is chosen.
 *
 *   <form data-controller="selection"> <input type="checkbox" data-selection-target="all">
 *     <input type="checkbox" name="ids" value="7" data-selection-target="row">
 *     <div data-selection-target="bar" hidden><b data-selection-target="count"></b></div>
 */
export default class SelectionController extends Controller<HTMLElement> {
  static override targets = ["all", "row", "bar", "count"];
  declare readonly hasAllTarget: boolean;
  declare readonly allTarget: HTMLInputElement;
  declare readonly rowTargets: HTMLInputElement[];
  declare readonly barTargets: HTMLElement[];
  declare readonly countTargets: HTMLElement[];

  private last: HTMLInputElement | null = null;

  override connect(): void {
    this.element.addEventListener("click", this.clicked);
    this.show();
  }

  override disconnect(): void {
    this.element.removeEventListener("click", this.clicked);
  }

  rowTargetConnected(): void {
    this.show();
  }

  clear(): void {
    for (const row of this.rowTargets) row.checked = false;
    this.show();
  }

  private readonly clicked = (event: MouseEvent): void => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    if (this.hasAllTarget && box === this.allTarget) for (const row of this.rowTargets) row.checked = box.checked;
    else if (this.rowTargets.includes(box)) this.range(box, event.shiftKey);
    else return;
    this.show();
  };

  private range(box: HTMLInputElement, extend: boolean): void {
    const rows = this.rowTargets;
    const [from, to] = [this.last ? rows.indexOf(this.last) : -1, rows.indexOf(box)];
    if (extend && from >= 0)
      for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) row.checked = box.checked;
    this.last = box;
  }

  private show(): void {
    const chosen = this.rowTargets.filter((row) => row.checked);
    for (const row of this.rowTargets) row.closest("tr, li")?.toggleAttribute("data-selected", row.checked);
    for (const bar of this.barTargets) bar.hidden = chosen.length === 0;
    for (const count of this.countTargets)
      count.textContent = chosen.length.toLocaleString(document.documentElement.lang);
    if (!this.hasAllTarget) return;
    this.allTarget.checked = chosen.length > 0 && chosen.length === this.rowTargets.length;
    this.allTarget.indeterminate = chosen.length > 0 && !this.allTarget.checked;
  }
}
