import { Controller } from "@hotwired/stimulus";
import { enliven } from "@ui/lib/fragments";
import { send } from "@ui/lib/request";

/**
 * A field edited in place: a click on the value fetches its form, Enter saves, Escape puts the value back.
 *
 *   <div id="deal-7-amount" data-controller="inline-edit" data-inline-edit-url-value="/deals/7/fields/amount/">
 *     <div data-inline-edit-target="value" data-action="click->inline-edit#open">€6,038 <button aria-label="Edit: Amount">
 */
export default class InlineEditController extends Controller<HTMLElement> {
  static override targets = ["value"];
  static override values = { url: String };
  declare readonly urlValue: string;
  declare readonly hasValueTarget: boolean;
  declare readonly valueTarget: HTMLElement;

  private shown = "";

  override connect(): void {
    this.element.addEventListener("keydown", this.cancelByKey);
    this.element.addEventListener("change", this.saveChoice);
    this.element.addEventListener("htmx:afterSwap", this.focusControl);
  }

  override disconnect(): void {
    this.element.removeEventListener("keydown", this.cancelByKey);
    this.element.removeEventListener("change", this.saveChoice);
    this.element.removeEventListener("htmx:afterSwap", this.focusControl);
  }

  async open(event: Event): Promise<void> {
    if ((event.target as Element).closest("a") || !this.hasValueTarget) return;
    event.preventDefault();
    if (this.shown) return;
    const shown = this.element.innerHTML;
    this.shown = shown;
    const answer = await send(this.urlValue);
    const form = answer?.response.ok ? await answer.response.text() : "";
    // Escape may have come before the form.
    if (this.shown !== shown) return;
    if (!form) return this.cancel();
    this.element.innerHTML = form;
    this.element.dataset["state"] = "editing";
    enliven(this.element);
    this.focusControl();
  }

  cancel(): void {
    if (!this.shown) return;
    this.element.innerHTML = this.shown;
    this.shown = "";
    delete this.element.dataset["state"];
    enliven(this.element);
    this.element.querySelector<HTMLElement>(".inline-field__edit")?.focus();
  }

  private readonly cancelByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.shown || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };

  /** Choosing from a list is the whole edit: no second click to keep it. */
  private readonly saveChoice = (event: Event): void => {
    const control = event.target;
    if (control instanceof HTMLSelectElement && !control.multiple) control.form?.requestSubmit();
  };

  private readonly focusControl = (): void => {
    const control = this.element.querySelector<HTMLElement>(
      "form [role=combobox], form input:not([type=hidden]), form select:not([hidden]), form textarea",
    );
    control?.focus();
    if (control instanceof HTMLInputElement) control.select();
  };
}
