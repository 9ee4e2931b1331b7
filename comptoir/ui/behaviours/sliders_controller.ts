import { Controller } from "@hotwired/stimulus";
import { ask } from "@ui/lib/ask";
import { Slider } from "@ui/lib/slider";

interface PageState {
  /** The address of the document itself, under every slider. */
  base: string;
  sliders: string[];
}

/**
 * Panels from the right over the page, stacked, each with its own address.
 *
 *   <a href="/deals/7/" data-slider>                opens it over the page (or over the slider it stands in)
 *   <a href="/deals/7/history/" data-slider="replace">   changes the content of the slider it stands in
 *
 * Events: slider:close closes the top one, slider:open {url} opens one.
 */
export default class SlidersController extends Controller<HTMLElement> {
  static override values = { unsavedText: String, leaveText: String, stayText: String, loadingText: String };
  declare readonly unsavedTextValue: string;
  declare readonly leaveTextValue: string;
  declare readonly stayTextValue: string;
  declare readonly loadingTextValue: string;

  private readonly base = window.location.pathname + window.location.search;
  private stack: Slider[] = [];
  private asking = false;

  override connect(): void {
    // The anchor of a link stays: behaviours that come later want to know what it points at.
    this.remember("replaceState", this.base + window.location.hash);
    document.addEventListener("click", this.clicked);
    document.addEventListener("slider:close", this.closeSaved);
    document.addEventListener("slider:open", this.openByEvent);
    document.addEventListener("page:leaving", this.settled);
    window.addEventListener("popstate", this.restore);
    window.addEventListener("beforeunload", this.guard);
    document.addEventListener("input", this.noteEdit);
    document.addEventListener("submit", this.noteSubmit);
  }

  override disconnect(): void {
    document.removeEventListener("click", this.clicked);
    document.removeEventListener("slider:close", this.closeSaved);
    document.removeEventListener("slider:open", this.openByEvent);
    document.removeEventListener("page:leaving", this.settled);
    window.removeEventListener("popstate", this.restore);
    window.removeEventListener("beforeunload", this.guard);
    document.removeEventListener("input", this.noteEdit);
    document.removeEventListener("submit", this.noteSubmit);
  }

  /** What was sent is saved: the page goes elsewhere without a question. */
  private readonly settled = (): void => {
    for (const slider of this.stack) slider.dirty = false;
  };

  private get top(): Slider | undefined {
    return this.stack.at(-1);
  }

  private readonly clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    const slider = this.stack.find((each) => each.element.contains(target));
    if (target.closest("[data-slider-close]") || (slider && target === slider.element)) return void this.leave();
    const link = target.closest<HTMLAnchorElement | SVGAElement>("a[data-slider]");
    if (!link || (link.dataset["slider"] === "replace" && !slider)) return;
    event.preventDefault();
    // The href of a link within a drawing is an object of its own.
    const url = new URL(link.getAttribute("href") ?? "", window.location.href).href;
    if (link.dataset["slider"] === "replace") void this.replace(url);
    else this.open(url);
  };

  private open(url: string): void {
    const slider = this.stacked(url);
    this.remember("pushState", slider.url);
  }

  private stacked(url: string): Slider {
    const slider = new Slider(url, this.stack.length, this.loadingTextValue, {
      leave: () => void this.leave(),
      moved: () => this.remember("replaceState", this.top?.url ?? this.base),
    });
    this.stack.push(slider);
    void slider.load(url);
    return slider;
  }

  private async replace(url: string): Promise<void> {
    if (this.top?.dirty && !(await this.mayLeave())) return;
    await this.top?.load(url);
  }

  /** Close the top slider by going back, so that the address and the history stay true. */
  private async leave(): Promise<void> {
    if (this.asking || !this.top) return;
    if (this.top.dirty && !(await this.mayLeave())) return;
    this.top.dirty = false;
    window.history.back();
  }

  private readonly closeSaved = (): void => {
    if (!this.top) return;
    this.top.dirty = false;
    window.history.back();
  };

  private readonly openByEvent = (event: Event): void => this.open((event as CustomEvent<{ url: string }>).detail.url);

  private readonly restore = async (event: PopStateEvent): Promise<void> => {
    const state = event.state as Partial<PageState> | null;
    if (state && "htmx" in state) return;
    if (state?.base !== undefined && state.base !== this.base) return window.location.reload();
    const wanted = state?.sliders ?? [];
    if (this.top?.dirty && wanted.length < this.stack.length) {
      this.remember("pushState", this.top.url);
      if (!(await this.mayLeave())) return;
      this.top.dirty = false;
      return window.history.back();
    }
    while (this.stack.length > wanted.length) this.stack.pop()?.close();
    for (const url of wanted.slice(this.stack.length)) this.stacked(url);
  };

  private remember(how: "pushState" | "replaceState", url: string): void {
    const state: PageState = { base: this.base, sliders: this.stack.map((slider) => slider.url) };
    // The same place keeps what others have noted there (lib/once.ts).
    window.history[how](how === "replaceState" ? { ...window.history.state, ...state } : state, "", url);
  }

  private async mayLeave(): Promise<boolean> {
    this.asking = true;
    const yes = await ask({ text: this.unsavedTextValue, yes: this.leaveTextValue, no: this.stayTextValue });
    this.asking = false;
    return yes;
  }

  private readonly guard = (event: BeforeUnloadEvent): void => {
    if (this.top?.dirty || document.querySelector("form[data-guard][data-dirty]")) event.preventDefault();
  };

  private readonly noteEdit = (event: Event): void => {
    const field = event.target as Element;
    const form = field.closest("form");
    if (!form || field.closest("[data-no-guard], [role=search], form[method=get]")) return;
    form.toggleAttribute("data-dirty", true);
    const slider = this.stack.find((each) => each.element.contains(form));
    if (slider && !form.matches("[data-inline-form]")) slider.dirty = true;
  };

  private readonly noteSubmit = (event: Event): void => {
    (event.target as Element).removeAttribute("data-dirty");
  };
}
