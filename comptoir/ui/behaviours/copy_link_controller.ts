import { Controller } from "@hotwired/stimulus";
import { toast } from "@ui/lib/events";

/**
 * Copies the address of the page (or of `url`) and says so.
 *
 *   <button data-controller="copy-link" data-action="copy-link#copy" data-copy-link-done-value="Link copied">
 */
export default class CopyLinkController extends Controller<HTMLElement> {
  static override values = { done: String, url: String };
  declare readonly doneValue: string;
  declare readonly urlValue: string;

  async copy(): Promise<void> {
    const url = new URL(this.urlValue || window.location.href, window.location.href);
    await navigator.clipboard.writeText(url.href);
    toast({ message: this.doneValue, kind: "good" });
  }
}
