/** One panel from the right: a modal dialog that fetches its page without the shell. */
import { raise } from "./events";
import { enliven } from "./fragments";
import { renew, SENT_BEFORE } from "./once";
import { send, type Answer } from "./request";

const HEADER = { "X-Comptoir-Slider": "1" };
const SKELETON_AFTER = 150;

interface Owner {
  /** The reader wants to close it. */
  leave: () => void;
  /** Its content is another page now. */
  moved: () => void;
}

export class Slider {
  readonly element = document.createElement("dialog");
  private readonly panel = document.createElement("div");
  private readonly titleBefore = document.title;
  private readonly cameFrom = document.activeElement;
  /** Forms whose answer is still awaited: a second click does not send them again. */
  private readonly sending = new WeakSet<HTMLFormElement>();
  dirty = false;

  constructor(
    public url: string,
    depth: number,
    private readonly loadingText: string,
    private readonly owner: Owner,
  ) {
    this.element.className = "slider";
    this.element.dataset["depth"] = String(Math.min(depth, 3));
    this.element.tabIndex = -1;
    this.panel.className = "slider__panel";
    this.panel.dataset["sliderPanel"] = "";
    this.element.append(this.panel);
    this.element.addEventListener("cancel", (event) => {
      if (event.target !== this.element) return;
      event.preventDefault();
      this.owner.leave();
    });
    this.panel.addEventListener("submit", (event) => void this.submit(event));
    this.panel.addEventListener("htmx:afterSwap", (event) => event.target === this.panel && this.settle());
    document.body.append(this.element);
    this.element.showModal();
  }

  /** Fetch a page into the panel. */
  async load(url: string): Promise<void> {
    const skeleton = window.setTimeout(() => this.element.setAttribute("data-loading", ""), SKELETON_AFTER);
    this.panel.setAttribute("aria-busy", "true");
    if (!this.panel.firstChild) this.panel.append(shape(this.loadingText));
    const answer = await send(url, {}, HEADER);
    window.clearTimeout(skeleton);
    if (!this.element.isConnected) return;
    this.panel.removeAttribute("aria-busy");
    this.element.removeAttribute("data-loading");
    if (answer) await this.show(answer, url);
    else this.owner.leave();
  }

  close(): void {
    document.title = this.titleBefore;
    // A dialog left open inside would take the toasts along when it goes.
    for (const inner of this.element.querySelectorAll<HTMLDialogElement>("dialog[open]")) inner.close();
    this.element.addEventListener("close", () => this.element.remove(), { once: true });
    this.element.close();
    if (this.cameFrom instanceof HTMLElement && this.cameFrom.isConnected) this.cameFrom.focus({ preventScroll: true });
  }

  /** An ordinary form inside the slider is sent without leaving the page. */
  private async submit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.matches("[hx-post], [hx-get], [data-slider-leave], [method=dialog]")) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    const url = new URL(event.submitter?.getAttribute("formaction") ?? form.action);
    if (form.method !== "post") {
      url.search = new URLSearchParams([...data].map(([name, value]) => [name, String(value)])).toString();
      return this.load(url.href);
    }
    if (this.sending.has(form)) return;
    this.sending.add(form);
    const answer = await send(url.href, { method: "POST", body: data }, HEADER, form);
    this.sending.delete(form);
    if (!answer) return;
    if (answer.response.ok || answer.response.headers.has(SENT_BEFORE)) renew(form);
    this.dirty = !answer.response.ok;
    if (answer.response.status !== 204) await this.show(answer, url.href);
  }

  private async show(answer: Answer, url: string): Promise<void> {
    const html = await answer.response.text();
    // Signed out in the meantime, or a page that is no page of ours: leave it to the browser.
    if (!html.includes("slider__inner"))
      return answer.events.length ? undefined : window.location.assign(answer.response.url || url);
    this.url = relative(answer.response.url || url);
    if (answer.response.status !== 422) this.dirty = false;
    this.panel.innerHTML = html;
    enliven(this.panel);
    this.settle();
    this.owner.moved();
  }

  private settle(): void {
    const inner = this.panel.querySelector<HTMLElement>(".slider__inner");
    const heading = this.panel.querySelector("h1");
    document.title = `${(inner?.dataset["title"] ?? "").trim()} · Comptoir`;
    this.element.setAttribute("aria-label", (inner?.dataset["title"] ?? heading?.textContent ?? "").trim());
    const first = this.panel.querySelector<HTMLElement>("[autofocus], [aria-invalid=true]");
    (first ?? this.element).focus({ preventScroll: true });
    raise("slider:shown", { url: this.url });
  }
}

function relative(url: string): string {
  const { pathname, search } = new URL(url, window.location.href);
  return pathname + search;
}

function shape(text: string): HTMLElement {
  const skeleton = Object.assign(document.createElement("div"), { className: "skeleton skeleton--page" });
  skeleton.setAttribute("role", "status");
  skeleton.setAttribute("aria-label", text);
  skeleton.append(...Array.from({ length: 6 }, () => document.createElement("i")));
  return skeleton;
}
