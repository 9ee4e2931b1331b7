import { Controller } from "@hotwired/stimulus";
import { neighbour, pointsOf, type Point } from "./points";

/**
 * Makes a chart one stop of the Tab key: arrows walk from point to point, Home and End to the first and the last one.
 *
 *   <figure data-controller="chart-keys"><svg><a class="chart__point" data-place="0" data-number="0" href="…">
 */
export default class ChartKeysController extends Controller<HTMLElement> {
  override connect(): void {
    this.element.addEventListener("keydown", this.walk);
    this.element.addEventListener("focusin", this.arrive);
    this.rove(pointsOf(this.element)[0]);
  }

  override disconnect(): void {
    this.element.removeEventListener("keydown", this.walk);
    this.element.removeEventListener("focusin", this.arrive);
  }

  private readonly walk = (event: KeyboardEvent): void => {
    const from = (event.target as Element).closest<Point>("a.chart__point");
    if (!from || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const next = neighbour(pointsOf(this.element), from, event.key);
    if (next || event.key.startsWith("Arrow")) event.preventDefault();
    next?.focus();
  };

  private readonly arrive = (event: FocusEvent): void => {
    const point = (event.target as Element).closest<Point>("a.chart__point");
    if (point) this.rove(point);
  };

  private rove(current: Point | undefined): void {
    for (const point of pointsOf(this.element)) point.setAttribute("tabindex", point === current ? "0" : "-1");
  }
}
