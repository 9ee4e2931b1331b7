import { Controller } from "@hotwired/stimulus";
import { neighbour, placeOf, pointsOf, type Point } from "./points";

const SVG = "http://www.w3.org/2000/svg";
const LEAST_DRAG = 6;

/**
 * Opens a span of a chart over days: drag over it, or hold Shift with the arrows and press Enter; Escape gives it up.
 *
 *   <figure data-controller="chart-zoom" data-chart-zoom-url-value="?from={from}&to={to}">
 *     <svg data-chart-zoom-target="plot" data-count="90"><a class="chart__point" data-since="2017-03-01" data-until="2017-03-31">
 *     <div data-chart-zoom-target="bar" hidden><span data-chart-zoom-target="span"></span><a data-chart-zoom-target="go">
 */
export default class ChartZoomController extends Controller<HTMLElement> {
  static override targets = ["plot", "bar", "span", "go"];
  static override values = { url: String };
  declare readonly plotTarget: SVGSVGElement;
  declare readonly barTarget: HTMLElement;
  declare readonly spanTarget: HTMLElement;
  declare readonly goTarget: HTMLAnchorElement;
  declare readonly urlValue: string;

  private start = -1;
  private startX = 0;
  private isDragging = false;
  private anchor: Point | null = null;
  private band: SVGRectElement | null = null;

  override connect(): void {
    this.plotTarget.addEventListener("pointerdown", this.press);
    this.plotTarget.addEventListener("dragstart", this.refuse);
    this.plotTarget.addEventListener("click", this.swallow, { capture: true });
    this.element.addEventListener("keydown", this.choose);
    window.addEventListener("pointermove", this.drag);
    window.addEventListener("pointerup", this.release);
    window.addEventListener("pointercancel", this.clear);
  }

  override disconnect(): void {
    window.removeEventListener("pointermove", this.drag);
    window.removeEventListener("pointerup", this.release);
    window.removeEventListener("pointercancel", this.clear);
  }

  private readonly refuse = (event: Event): void => event.preventDefault();

  private readonly press = (event: PointerEvent): void => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    this.clear();
    this.start = this.placeAt(event.clientX);
    this.startX = event.clientX;
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.start < 0 || (!this.isDragging && Math.abs(event.clientX - this.startX) < LEAST_DRAG)) return;
    this.isDragging = true;
    this.show(this.start, this.placeAt(event.clientX));
  };

  private readonly release = (event: PointerEvent): void => {
    if (this.isDragging) {
      this.show(this.start, this.placeAt(event.clientX));
      this.open();
      // The click that follows belongs to the drag, not to the point beneath.
      window.setTimeout(() => (this.isDragging = false));
    }
    this.start = -1;
  };

  private readonly swallow = (event: Event): void => {
    if (!this.isDragging) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly choose = (event: KeyboardEvent): void => {
    const from = (event.target as Element).closest<Point>("a.chart__point");
    if (event.key === "Escape" && this.band) {
      event.stopPropagation();
      this.clear();
    } else if (from && event.key === "Enter" && this.anchor) {
      event.preventDefault();
      this.open();
    } else if (from && event.shiftKey) {
      const next = neighbour(pointsOf(this.element), from, event.key);
      if (!next) return;
      event.preventDefault();
      this.anchor ??= from;
      next.focus();
      this.show(placeOf(this.anchor), placeOf(next));
    } else if (from && event.key.startsWith("Arrow")) {
      this.clear();
    }
  };

  private placeAt(x: number): number {
    const box = this.plotTarget.getBoundingClientRect();
    const count = Number(this.plotTarget.dataset["count"]);
    return Math.max(0, Math.min(count - 1, Math.floor(((x - box.left) / box.width) * count)));
  }

  private show(one: number, other: number): void {
    const [first, last] = one < other ? [one, other] : [other, one];
    const count = Number(this.plotTarget.dataset["count"]);
    const inside = pointsOf(this.element).filter(
      (point) => placeOf(point) >= first && placeOf(point) <= last && point.dataset["since"],
    );
    const days = inside.flatMap((point) => [point.dataset["since"] ?? "", point.dataset["until"] ?? ""]).sort();
    this.band ??= this.plotTarget.insertBefore(this.makeBand(), this.plotTarget.firstChild);
    this.band.setAttribute("x", `${(first * 100) / count}%`);
    this.band.setAttribute("width", `${((last - first + 1) * 100) / count}%`);
    const from = days[0];
    const to = days[days.length - 1];
    this.barTarget.hidden = !from || !to;
    if (!from || !to) return;
    this.goTarget.href = this.urlValue.replace("{from}", from).replace("{to}", to);
    const names = inside.sort((a, b) => placeOf(a) - placeOf(b)).map((point) => point.dataset["label"] ?? "");
    this.spanTarget.textContent = [...new Set([names[0], names[names.length - 1]])].join(" – ");
  }

  private makeBand(): SVGRectElement {
    const band = document.createElementNS(SVG, "rect");
    const { top = "0", bottom = "0" } = this.plotTarget.dataset;
    band.setAttribute("class", "chart__span");
    band.setAttribute("y", top);
    band.setAttribute("height", String(Number(bottom) - Number(top)));
    return band;
  }

  private open(): void {
    if (this.goTarget.href) this.goTarget.click();
    this.clear();
  }

  private readonly clear = (): void => {
    this.band?.remove();
    this.band = null;
    this.anchor = null;
    this.start = -1;
    this.barTarget.hidden = true;
  };
}
