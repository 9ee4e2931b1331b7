import { Controller } from "@hotwired/stimulus";

/**
 * Opens and closes a part of the page; Escape closes it and gives the focus back.
 *
 *   <div data-controller="disclosure">
 *     <button data-action="disclosure#toggle" data-disclosure-target="button" aria-expanded="false">
 *     <section data-disclosure-target="panel" hidden>
 */
export default class DisclosureController extends Controller<HTMLElement> {
  static override targets = ["button", "panel"];
  declare readonly buttonTarget: HTMLElement;
  declare readonly panelTarget: HTMLElement;

  override connect(): void {
    this.element.addEventListener("keydown", this.closeByKey);
    this.show(this.panelTarget.hidden === false);
  }

  override disconnect(): void {
    this.element.removeEventListener("keydown", this.closeByKey);
  }

  toggle(): void {
    this.show(this.panelTarget.hidden !== false);
  }

  private show(open: boolean): void {
    this.panelTarget.hidden = !open;
    this.buttonTarget.setAttribute("aria-expanded", String(open));
  }

  private readonly closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.panelTarget.hidden) return;
    event.stopPropagation();
    event.preventDefault();
    this.show(false);
    this.buttonTarget.focus();
  };
}
