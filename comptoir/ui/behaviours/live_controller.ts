import { Controller } from "@hotwired/stimulus";
import { raise } from "@ui/lib/events";

const INTERVAL = 1500;

interface News {
  after: number;
  events: string[];
}

/**
 * Live refresh: asks what happened since, while the page is in sight, and raises the events on the page.
 * The answer is {"after": 42, "events": ["deals:changed"]}; without "after" nothing has happened yet.
 *
 *   <div data-controller="live" data-live-url-value="/live/">
 */
export default class LiveController extends Controller<HTMLElement> {
  static override values = { url: String, after: Number };
  declare readonly urlValue: string;
  declare afterValue: number;

  private timer = 0;
  private readonly waiting = new Set<string>();

  override connect(): void {
    this.timer = window.setInterval(this.ask, INTERVAL);
    void this.ask();
  }

  override disconnect(): void {
    window.clearInterval(this.timer);
  }

  private readonly ask = async (): Promise<void> => {
    if (document.hidden) return;
    const url = new URL(this.urlValue, window.location.href);
    url.searchParams.set("after", String(this.afterValue));
    // A lost connection is no news here: the next question is a second away.
    const response = await fetch(url, { headers: { Accept: "application/json" }, redirect: "error" }).catch(() => null);
    if (!response?.ok) return;
    const news = (await response.json()) as News;
    this.afterValue = news.after;
    for (const name of news.events) this.waiting.add(name);
    if (isBusy()) return;
    for (const name of this.waiting) raise(name);
    this.waiting.clear();
  };
}

/** A list that is drawn anew forgets what is ticked and what is being chosen: that is finished first. */
function isBusy(): boolean {
  return (
    document.querySelector(
      "#item-list :is(input[name=ids]:checked, :popover-open, dialog[open], form :is(input, select, textarea):focus)",
    ) !== null
  );
}
