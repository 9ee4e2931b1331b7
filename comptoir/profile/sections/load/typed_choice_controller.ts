import { Controller } from "@hotwired/stimulus";

/**
 * Chooses the radio button of a label as soon as something is typed into the label's field.
 *
 *   <label data-controller="typed-choice"><input type="radio"> Manual <input type="text"></label>
 */
export default class TypedChoiceController extends Controller<HTMLElement> {
  override connect(): void {
    this.element.addEventListener("input", this.choose);
  }

  override disconnect(): void {
    this.element.removeEventListener("input", this.choose);
  }

  private readonly choose = (event: Event): void => {
    const radio = this.element.querySelector<HTMLInputElement>("input[type=radio]");
    if (radio !== null && event.target !== radio) radio.checked = true;
  };
}
