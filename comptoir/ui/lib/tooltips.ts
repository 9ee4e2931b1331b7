/** One tooltip for the page: whatever carries data-tip shows it on hover (after a moment) and on keyboard focus. */
import { place } from "./place";

const DELAY = 400;
const COLLAPSED_RAIL = "(min-width: 721px) and (max-width: 1180px)";

let bubble: HTMLElement | null = null;
let timer = 0;

export function startTooltips(): void {
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && schedule(event.target, DELAY));
  document.addEventListener("pointerout", hide);
  document.addEventListener("pointerdown", hide);
  document.addEventListener(
    "focusin",
    (event) => event.target instanceof Element && event.target.matches(":focus-visible") && schedule(event.target, 0),
  );
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("scroll", hide, { capture: true, passive: true });
}

function schedule(target: EventTarget | null, delay: number): void {
  const owner = target instanceof Element ? target.closest<HTMLElement>("[data-tip], [data-rail-tip]") : null;
  if (!owner) return;
  const collapsed = window.matchMedia(COLLAPSED_RAIL).matches;
  const text = owner.dataset["tip"] ?? (collapsed ? owner.dataset["railTip"] : undefined);
  if (!text) return;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => show(owner, text), delay);
}

function show(owner: HTMLElement, text: string): void {
  if (!owner.isConnected) return;
  bubble ??= make();
  bubble.textContent = text;
  // A modal dialog is above everything: the bubble must be raised again to be above it.
  if (bubble.matches(":popover-open")) bubble.hidePopover();
  bubble.showPopover();
  // A point of a chart answers over a large area: the bubble stands at what is drawn.
  place(bubble, owner.querySelector("[data-tip-anchor]") ?? owner, "centre", 6);
}

function make(): HTMLElement {
  const element = document.createElement("div");
  element.className = "tooltip";
  element.popover = "manual";
  element.setAttribute("aria-hidden", "true");
  document.body.append(element);
  return element;
}

function hide(): void {
  window.clearTimeout(timer);
  if (bubble?.matches(":popover-open")) bubble.hidePopover();
}
