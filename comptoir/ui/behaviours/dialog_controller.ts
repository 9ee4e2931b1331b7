import { Controller } from "@hotwired/stimulus";

/**
 * A modal dialog, opened by any button that names it; a click beside it closes it.
 *
 *   <button data-dialog-open="new-value">   <dialog id="new-value" data-controller="dialog">
 */
export default class DialogController extends Controller<HTMLDialogElement> {
  override connect(): void {
    document.addEventListener("click", this.openByButton);
    this.element.addEventListener("click", this.closeBeside);
  }

  override disconnect(): void {
    document.removeEventListener("click", this.openByButton);
    this.element.removeEventListener("click", this.closeBeside);
  }

  open(): void {
    if (!this.element.open) this.element.showModal();
  }

  close(): void {
    this.element.close();
  }

  private readonly openByButton = (event: MouseEvent): void => {
    const button = (event.target as Element).closest<HTMLElement>("[data-dialog-open]");
    if (button?.dataset["dialogOpen"] === this.element.id) this.open();
  };

  private readonly closeBeside = (event: MouseEvent): void => {
    if (event.target === this.element) this.close();
  };
}
