import { Controller } from "@hotwired/stimulus";
import { send } from "@ui/lib/request";
import { plain } from "@ui/lib/text";

/**
 * The command palette (Ctrl-K, Cmd-K): go to, create, search. Its options are fetched when it is first opened.
 *
 *   <dialog data-controller="palette dialog" data-palette-url-value="/ui/palette/">
 */
export default class PaletteController extends Controller<HTMLDialogElement> {
  static override targets = ["input", "list"];
  static override values = { url: String };
  declare readonly inputTarget: HTMLInputElement;
  declare readonly listTarget: HTMLElement;
  declare readonly urlValue: string;

  private active: HTMLAnchorElement | undefined;

  override connect(): void {
    document.addEventListener("keydown", this.openByKey);
    this.inputTarget.addEventListener("input", this.filter);
    this.inputTarget.addEventListener("keydown", this.move);
    this.listTarget.addEventListener("click", this.chosen);
    this.listTarget.addEventListener("pointermove", this.pointed);
  }

  override disconnect(): void {
    document.removeEventListener("keydown", this.openByKey);
    this.inputTarget.removeEventListener("input", this.filter);
    this.inputTarget.removeEventListener("keydown", this.move);
    this.listTarget.removeEventListener("click", this.chosen);
    this.listTarget.removeEventListener("pointermove", this.pointed);
  }

  private readonly openByKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (this.element.open) this.element.close();
    else void this.open();
  };

  private async open(): Promise<void> {
    this.element.showModal();
    this.inputTarget.value = "";
    this.inputTarget.focus();
    if (this.listTarget.childElementCount === 0) {
      const answer = await send(this.urlValue);
      if (!answer?.response.ok) return this.element.close();
      this.listTarget.innerHTML = await answer.response.text();
    }
    this.filter();
  }

  private get shown(): HTMLAnchorElement[] {
    return [...this.listTarget.querySelectorAll<HTMLAnchorElement>("[role=option]:not([hidden])")];
  }

  /** Every word typed must stand somewhere; searching for it everywhere is always the last offer. */
  private readonly filter = (): void => {
    const text = this.inputTarget.value.trim();
    const words = plain(text).split(/\s+/);
    for (const option of this.listTarget.querySelectorAll<HTMLAnchorElement>("[role=option]")) {
      const isSearch = option.matches("[data-palette-search]");
      option.hidden = isSearch ? text === "" : !words.every((word) => plain(option.textContent ?? "").includes(word));
      if (isSearch) option.search = new URLSearchParams({ q: text }).toString();
    }
    this.listTarget.querySelectorAll("[data-palette-echo]").forEach((echo) => (echo.textContent = text));
    this.activate(this.shown[0]);
  };

  private readonly move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") this.active?.click();
    else if (step === undefined) return;
    else {
      const shown = this.shown;
      this.activate(shown[(shown.indexOf(this.active as HTMLAnchorElement) + step + shown.length) % shown.length]);
    }
    event.preventDefault();
  };

  private readonly pointed = (event: PointerEvent): void => {
    const option = (event.target as Element).closest<HTMLAnchorElement>("[role=option]");
    if (option && option !== this.active) this.activate(option, false);
  };

  private readonly chosen = (): void => this.element.close();

  private activate(option: HTMLAnchorElement | undefined, scroll = true): void {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    if (!option) return this.inputTarget.removeAttribute("aria-activedescendant");
    option.id ||= `palette-${[...this.listTarget.children].indexOf(option)}`;
    option.setAttribute("aria-selected", "true");
    this.inputTarget.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }
}
