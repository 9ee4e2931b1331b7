/** Others' changes to a directory's lists, and how far a replacement has come: shown in place, unless edits would be lost. */
import type { DirectoryState } from "./directory_state";
import { enliven } from "./fragments";
import { send } from "./request";

/** How often a page looks how far a replacement has come, in milliseconds. */
const PROGRESS = 2000;

export class DirectoryNews {
  constructor(
    private readonly page: HTMLElement,
    /** The line that tells of a change not shown. */
    private readonly notice: HTMLElement,
    private readonly model: DirectoryState,
    signal: AbortSignal,
  ) {
    document.addEventListener("directories:changed", () => void this.hear(), { signal });
    if (!model.rows.some((row) => row.leaving)) return;
    const timer = window.setInterval(() => model.isEdited() || void this.hear(), PROGRESS);
    signal.addEventListener("abort", () => window.clearInterval(timer));
  }

  private async hear(): Promise<void> {
    if (this.model.isEdited() || this.page.querySelector("[data-editing]")) this.notice.hidden = false;
    else await this.freshen();
  }

  /** Put the lists of now in place of the page's, with the focus where it was. */
  private async freshen(): Promise<void> {
    const answer = await send(window.location.pathname);
    if (!answer?.response.ok) return;
    const text = await answer.response.text();
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".directories");
    if (!fresh || this.model.isEdited()) return;
    const focused = this.page.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>("[data-code]")?.dataset["code"] : "";
    this.page.replaceWith(fresh);
    enliven(fresh);
    if (focused) fresh.querySelector<HTMLElement>(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }
}
