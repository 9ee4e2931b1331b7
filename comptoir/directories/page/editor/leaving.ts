/** Leaving a directory's page: edits that are not saved go only when the reader says so. */
import { ask } from "@ui/lib/ask";
import type { Texts } from "./rows";

export class LeaveGuard {
  private free = false;

  constructor(
    private readonly unsaved: () => boolean,
    private readonly texts: Texts,
    signal: AbortSignal,
  ) {
    window.addEventListener("beforeunload", (event) => !this.free && this.unsaved() && event.preventDefault(), {
      signal,
    });
    document.addEventListener("click", (event) => this.guardLink(event), { capture: true, signal });
  }

  /** Show the page as it is stored, without asking. */
  reload(): void {
    this.free = true;
    window.location.reload();
  }

  /** Go to the list picked; a reader who stays sees this one in the picker again. */
  async follow(picker: HTMLSelectElement): Promise<void> {
    if (!this.unsaved()) return window.location.assign(picker.value);
    await this.leaveFor(picker.value);
    picker.value = window.location.pathname;
  }

  private async leaveFor(url: string): Promise<void> {
    const leave = await ask({
      text: this.texts["leave"] ?? "",
      yes: this.texts["yes"] ?? "",
      no: this.texts["no"] ?? "",
    });
    if (!leave) return;
    this.free = true;
    window.location.assign(url);
  }

  /** A link out of the page asks first, in our words. */
  private guardLink(event: MouseEvent): void {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (
      !link ||
      link.dataset["slider"] !== undefined ||
      link.closest(".slider") ||
      link.target ||
      link.pathname.endsWith("/export/")
    )
      return;
    if (!this.unsaved() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    void this.leaveFor(link.href);
  }
}
