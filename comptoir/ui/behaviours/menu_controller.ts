import { Controller } from "@hotwired/stimulus";
import { place, type Align } from "@ui/lib/place";

/**
 * A menu under its button: the popover attribute opens and closes it, this places it and moves by arrow keys.
 *
 *   <div data-controller="menu"><button popovertarget="m" data-menu-target="button">
 *     <div id="m" popover data-menu-target="panel" data-align="end">
 */
export default class MenuController extends Controller<HTMLElement> {
  static override targets = ["button", "panel"];
  declare readonly buttonTarget: HTMLElement;
  declare readonly panelTarget: HTMLElement;

  override connect(): void {
    this.panelTarget.addEventListener("toggle", this.toggled);
    this.panelTarget.addEventListener("keydown", this.move);
    this.panelTarget.addEventListener("click", this.chosen);
    this.buttonTarget.addEventListener("keydown", this.openByKey);
  }

  override disconnect(): void {
    this.panelTarget.removeEventListener("toggle", this.toggled);
    this.panelTarget.removeEventListener("keydown", this.move);
    this.panelTarget.removeEventListener("click", this.chosen);
    this.buttonTarget.removeEventListener("keydown", this.openByKey);
  }

  private get items(): HTMLElement[] {
    return [...this.panelTarget.querySelectorAll<HTMLElement>("a, button, input, select")].filter(
      (item) => item.offsetParent !== null || item.getClientRects().length > 0,
    );
  }

  private readonly toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === "open";
    this.buttonTarget.setAttribute("aria-expanded", String(open));
    if (!open) return;
    if (!this.panelTarget.matches(".menu__panel--sheet"))
      place(this.panelTarget, this.buttonTarget, (this.panelTarget.dataset["align"] as Align | undefined) ?? "start");
    if (this.buttonTarget.matches(":focus-visible")) this.items[0]?.focus();
  };

  private readonly openByKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    this.panelTarget.showPopover();
    this.items[0]?.focus();
  };

  private readonly move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    const items = this.items;
    const next = items.indexOf(document.activeElement as HTMLElement) + step;
    items[(next + items.length) % items.length]?.focus();
  };

  private readonly chosen = (event: MouseEvent): void => {
    if ((event.target as Element).closest("a[data-slider], [data-menu-close]")) this.panelTarget.hidePopover();
  };
}
