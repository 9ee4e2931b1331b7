import { Controller } from "@hotwired/stimulus";
import { picture } from "./picture";

/**
 * Saves a part of the page, a widget or a chart, as a PNG: the one that `of` names, else the nearest [data-picture].
 * What carries data-no-picture, buttons and menus are left out.
 *
 *   <article data-picture>… <button data-controller="chart-image" data-action="chart-image#save" data-chart-image-name-value="Payments">
 */
export default class ChartImageController extends Controller<HTMLElement> {
  static override values = { of: String, name: { type: String, default: "chart" } };
  declare readonly ofValue: string;
  declare readonly nameValue: string;

  async save(): Promise<void> {
    const shown = this.ofValue
      ? document.querySelector<HTMLElement>(this.ofValue)
      : this.element.closest<HTMLElement>("[data-picture]");
    if (!shown) return;
    const address = URL.createObjectURL(await picture(shown));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${this.nameValue.replace(/[\\/:*?"<>|]+/g, " ").trim() || "chart"}.png`;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
