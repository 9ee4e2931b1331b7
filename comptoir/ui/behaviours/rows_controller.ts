import { Controller } from "@hotwired/stimulus";

const OWN = "a, button, input, select, textarea, label, summary, [role=button]";

/**
 * A click anywhere in a row opens what its link opens.
 *
 *   <div data-controller="rows"><table>…<tr data-row><td><a data-row-link data-slider href="/deals/7/">
 */
export default class RowsController extends Controller<HTMLElement> {
  override connect(): void {
    this.element.addEventListener("click", this.open);
    this.element.addEventListener("auxclick", this.open);
  }

  override disconnect(): void {
    this.element.removeEventListener("click", this.open);
    this.element.removeEventListener("auxclick", this.open);
  }

  private readonly open = (event: MouseEvent): void => {
    const target = event.target as Element;
    const link = target.closest("[data-row]")?.querySelector<HTMLAnchorElement>("[data-row-link]");
    if (!link || target.closest(OWN) || window.getSelection()?.toString() || event.button > 1) return;
    if (event.ctrlKey || event.metaKey || event.button === 1) window.open(link.href, "_blank", "noopener");
    else link.click();
  };
}
