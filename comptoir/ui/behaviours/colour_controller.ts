import { Controller } from "@hotwired/stimulus";

/**
 * Gives an element a colour from data as the custom property --c, through the CSSOM, which the policy allows.
 *
 *   <div data-controller="colour" data-colour="#39a8ef">
 */
export default class ColourController extends Controller<HTMLElement> {
  override connect(): void {
    const colour = this.element.dataset["colour"] ?? "";
    if (/^#[0-9a-f]{6}$/i.test(colour)) this.element.style.setProperty("--c", colour);
  }
}
