import { Controller } from "@hotwired/stimulus";
import { enliven } from "@ui/lib/fragments";
import { send } from "@ui/lib/request";

const INTERVAL = 1000;

/**
 * Long work: asks for its own new HTML until that carries data-job-done. Raises job:done on the page.
 *
 *   <div data-controller="job" data-job-url-value="/imports/3/progress/">
 */
export default class JobController extends Controller<HTMLElement> {
  static override values = { url: String };
  declare readonly urlValue: string;

  private timer = 0;

  override connect(): void {
    if (this.urlValue) this.timer = window.setTimeout(this.ask, INTERVAL);
  }

  override disconnect(): void {
    window.clearTimeout(this.timer);
  }

  private readonly ask = async (): Promise<void> => {
    const answer = document.hidden ? null : await send(this.urlValue);
    if (!this.element.isConnected) return;
    if (!answer || !answer.response.ok) {
      this.timer = window.setTimeout(this.ask, INTERVAL * 3);
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = await answer.response.text();
    const fresh = template.content.firstElementChild;
    if (!fresh) return;
    const parent = this.element.parentElement;
    this.element.replaceWith(fresh);
    enliven(fresh);
    if (fresh.matches("[data-job-done]") || fresh.querySelector("[data-job-done]"))
      parent?.dispatchEvent(new CustomEvent("job:done", { bubbles: true }));
  };
}
