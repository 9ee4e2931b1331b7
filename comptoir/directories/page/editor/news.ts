/** Others' changes to a directory's lists, and how far a replacement has come: shown in place, unless edits would be lost. */
import type { DirectoryState } from "./state";
import { enliven } from "@ui/lib/fragments";
import { send } from "@ui/lib/request";

/** How often a page looks how far a replacement has come, in milliseconds. */
const PROGRESS = 1500;
const WORK = "[data-directory-work]";

export class DirectoryNews {
  private timer = 0;

  constructor(
    private readonly page: HTMLElement,
    /** The line that tells of a change not shown. */
    private readonly notice: HTMLElement,
    private readonly model: DirectoryState,
    signal: AbortSignal,
  ) {
    document.addEventListener("directories:changed", () => void this.hear(true), { signal });
    signal.addEventListener("abort", () => window.clearTimeout(this.timer));
    this.announce();
    this.wait();
  }

  /** Look again in a moment while work goes on. */
  private wait(): void {
    window.clearTimeout(this.timer);
    if (this.work?.dataset["running"] !== undefined)
      this.timer = window.setTimeout(() => void this.hear(false), PROGRESS);
  }

  /** Show the lists of now; while the reader is at work only how far the replacement is. */
  private async hear(changed: boolean): Promise<void> {
    const fresh = await this.ask();
    if (!this.page.isConnected) return;
    if (!fresh) return this.wait();
    if (!this.isBusy()) return this.replace(fresh);
    if (changed) this.notice.hidden = false;
    const work = fresh.querySelector<HTMLElement>(WORK);
    if (work) this.work?.replaceWith(work);
    this.announce();
    this.wait();
  }

  private async ask(): Promise<HTMLElement | null> {
    const answer = await send(window.location.pathname);
    if (!answer?.response.ok) return null;
    return new DOMParser()
      .parseFromString(await answer.response.text(), "text/html")
      .querySelector<HTMLElement>(".directories");
  }

  private isBusy(): boolean {
    return this.model.isEdited() || this.page.querySelector("[data-editing], dialog[open], :popover-open") !== null;
  }

  /** Put the lists of now in place of the page's, with the focus where it was. */
  private replace(fresh: HTMLElement): void {
    const focused = this.page.contains(document.activeElement)
      ? document.activeElement?.closest<HTMLElement>("[data-code]")?.dataset["code"]
      : "";
    this.page.replaceWith(fresh);
    enliven(fresh);
    if (focused) fresh.querySelector<HTMLElement>(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }

  /** Say aloud how far it is, when that differs from what was said before. */
  private announce(): void {
    const place = document.getElementById("directory-announcement");
    const text = this.work?.dataset["announcement"] ?? "";
    if (place && text && place.textContent !== text) place.textContent = text;
  }

  private get work(): HTMLElement | null {
    return this.page.querySelector<HTMLElement>(WORK);
  }
}
