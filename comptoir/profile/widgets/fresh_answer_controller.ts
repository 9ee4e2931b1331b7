import { Controller } from "@hotwired/stimulus";

interface Detail {
  elt: HTMLElement;
  target: HTMLElement;
  shouldSwap: boolean;
  requestConfig?: { elt: HTMLElement };
}

/**
 * Keeps what somebody changes in a part of a form while the server draws it anew: an answer to older values is dropped,
 * and what asked for it asks again.
 *
 *   <form><div data-controller="fresh-answer" hx-post="…" hx-trigger="change" hx-target="this">…</div></form>
 */
export default class FreshAnswerController extends Controller<HTMLElement> {
  private sent = "";

  override connect(): void {
    this.element.addEventListener("htmx:beforeRequest", this.note);
    this.element.addEventListener("htmx:beforeSwap", this.check);
  }

  override disconnect(): void {
    this.element.removeEventListener("htmx:beforeRequest", this.note);
    this.element.removeEventListener("htmx:beforeSwap", this.check);
  }

  private readonly note = (event: Event): void => {
    if ((event as CustomEvent<Detail>).detail.target === this.element) this.sent = this.written();
  };

  private readonly check = (event: Event): void => {
    const detail = (event as CustomEvent<Detail>).detail;
    if (event.target !== this.element || this.written() === this.sent) return;
    detail.shouldSwap = false;
    const asking = detail.requestConfig?.elt ?? this.element;
    setTimeout(() => {
      if (asking === this.element) this.element.dispatchEvent(new Event("change", { bubbles: true }));
      else asking.click();
    });
  };

  private written(): string {
    const form = this.element.closest("form");
    if (form === null) return "";
    const written = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    written.delete("once");
    return written.toString();
  }
}
