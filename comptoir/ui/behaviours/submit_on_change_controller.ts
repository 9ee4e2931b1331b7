import { Controller } from "@hotwired/stimulus";
import { keepPlace, takePlace } from "@ui/lib/return_place";

/**
 * Sends a form of filters as soon as one of them changes; its button stays for those without scripts.
 * The page that follows keeps the focus, and how far its lists were scrolled.
 *
 *   <form method="get" data-controller="submit-on-change">
 */
export default class SubmitOnChangeController extends Controller<HTMLFormElement> {
  override connect(): void {
    this.element.addEventListener("change", this.submit);
    takePlace();
  }

  override disconnect(): void {
    this.element.removeEventListener("change", this.submit);
  }

  private readonly submit = (): void => {
    keepPlace(this.element.closest("aside") ?? this.element);
    this.element.requestSubmit();
  };
}
