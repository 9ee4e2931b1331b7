import { Controller } from "@hotwired/stimulus";
import { raise } from "../lib/events";

const INTERVAL = 1500;

/**
 * Live refresh: asks what happened since, while the page is in sight, and raises the events on the page.
 * The answer is {"after": 42, "events": ["deals:changed"]}.
 *
 *   <div data-controller="live" data-live-url-value="/live/" data-live-after-value="41">
 */
export default class LiveController extends Controller<HTMLElement> {
  static override values = { url: String, after: Number };
  declare readonly urlValue: string;
  declare afterValue: number;

  private timer = 0;

  override connect(): void {
    this.timer = window.setInterval(this.ask, INTERVAL);
  }

  override disconnect(): void {
    window.clearInterval(this.timer);
  }

  private readonly ask = async (): Promise<void> => {
    if (document.hidden) return;
    const url = new URL(this.urlValue, window.location.href);
    url.searchParams.set("after", String(this.afterValue));
    // A lost connection is no news here: the next question is a second away.
    const response = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return;
    const news = (await response.json()) as { after: number; events: string[] };
    this.afterValue = news.after;
    for (const name of news.events) raise(name);
  };
}
