import { Controller } from "@hotwired/stimulus";

/**
 * Sends a form of filters as soon as one of them changes; its button stays for those without scripts.
 *
 *   <form method="get" data-controller="submit-on-change">
 */
export default class SubmitOnChangeController extends Controller<HTMLFormElement> {
  override connect(): void {
    this.element.addEventListener("change", this.submit);
  }

  override disconnect(): void {
    this.element.removeEventListener("change", this.submit);
  }

  private readonly submit = (): void => this.element.requestSubmit();
}
