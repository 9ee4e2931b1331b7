import { Controller } from "@hotwired/stimulus";
import type { ToastDetail } from "@ui/lib/events";
import { send } from "@ui/lib/request";

const LIFETIME = 6000;
const LIFETIME_WITH_UNDO = 10000;
const KEPT = "comptoir.toast";

/**
 * Says what happened, bottom left, with Undo where it can be taken back. Raised by the event "toast"
 * {message, undo, kind}; toasts left by the last answer stand inside as <template data-toast>.
 */
export default class ToastsController extends Controller<HTMLElement> {
  static override values = { undoText: String, closeText: String, networkText: String, faultText: String };
  declare readonly undoTextValue: string;
  declare readonly closeTextValue: string;
  declare readonly networkTextValue: string;
  declare readonly faultTextValue: string;

  override connect(): void {
    document.addEventListener("toast", this.show);
    document.addEventListener("request:failed", this.failed);
    document.addEventListener("close", this.rehome, { capture: true });
    for (const left of this.element.querySelectorAll<HTMLTemplateElement>("template[data-toast]")) {
      this.add({
        message: left.innerHTML ? (left.content.textContent ?? "") : "",
        undo: left.dataset["undo"] ?? "",
        kind: left.dataset["kind"] ?? "info",
      });
      left.remove();
    }
    const kept = window.sessionStorage.getItem(KEPT);
    window.sessionStorage.removeItem(KEPT);
    if (kept) this.add({ message: kept });
  }

  override disconnect(): void {
    document.removeEventListener("toast", this.show);
    document.removeEventListener("request:failed", this.failed);
    document.removeEventListener("close", this.rehome, { capture: true });
  }

  private readonly show = (event: Event): void => this.add((event as CustomEvent<ToastDetail>).detail);

  private readonly failed = (event: Event): void => {
    const { network } = (event as CustomEvent<{ network: boolean }>).detail;
    this.add({ message: network ? this.networkTextValue : this.faultTextValue, kind: "bad" });
  };

  /** A modal dialog makes the rest of the page inert: toasts move into the one on top, or they could not be clicked. */
  private readonly rehome = (): void => {
    const open = [...document.querySelectorAll("dialog:modal")];
    const home = open.at(-1) ?? document.body;
    if (this.element.parentElement !== home) home.append(this.element);
  };

  private add(detail: ToastDetail): void {
    this.rehome();
    // What was refused before is settled or said anew; an Undo stays until its time is over.
    if (detail.kind !== "bad") this.element.querySelectorAll(".toast[data-kind=bad]").forEach((old) => old.remove());
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.dataset["kind"] = detail.kind ?? "info";
    toast.append(Object.assign(document.createElement("p"), { textContent: detail.message }));
    if (detail.undo) toast.append(this.undoButton(toast, detail.undo));
    toast.append(this.closeButton(toast));
    this.element.append(toast);
    this.expire(toast, detail.undo ? LIFETIME_WITH_UNDO : LIFETIME);
  }

  private undoButton(toast: HTMLElement, url: string): HTMLButtonElement {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "toast__undo",
      textContent: this.undoTextValue,
    });
    button.addEventListener("click", async () => {
      button.disabled = true;
      const answer = await send(url, { method: "POST" });
      toast.remove();
      const told = answer?.events.some((name) => name !== "toast" && name !== "slider:close");
      if (answer?.response.ok && !told) this.reload();
    });
    return button;
  }

  /** Show the page as it is now; what was said stays said. */
  private reload(): void {
    const said = [...this.element.querySelectorAll(".toast > p")].at(-1)?.textContent;
    if (said) window.sessionStorage.setItem(KEPT, said);
    window.location.reload();
  }

  private closeButton(toast: HTMLElement): HTMLButtonElement {
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "toast__close",
      textContent: "×",
    });
    button.setAttribute("aria-label", this.closeTextValue);
    button.addEventListener("click", () => toast.remove());
    return button;
  }

  /** It stays while it is pointed at or focused: nobody loses an Undo they are reaching for. */
  private expire(toast: HTMLElement, lifetime: number): void {
    let timer = window.setTimeout(() => toast.remove(), lifetime);
    const stay = (): void => window.clearTimeout(timer);
    const leave = (): void => void (timer = window.setTimeout(() => toast.remove(), lifetime / 2));
    toast.addEventListener("pointerenter", stay);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("pointerleave", leave);
    toast.addEventListener("focusout", leave);
  }
}
