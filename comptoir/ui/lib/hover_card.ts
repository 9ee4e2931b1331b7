/**
 * A card with the key figures of a client beside its name, wherever a link to it stands: on hover, and on focus by keyboard.
 * Esc closes it without moving anything, the pointer may go into it, and it stays until pointer and focus have left both.
 */
import { place } from "./place";

const CLIENT = /^\/(companies|contacts)\/\d+\/$/;
// Where a link to a client is a way through its own card, not a name.
const ELSEWHERE = ".tabs a, .breadcrumbs a, .rail a, .menu a, dialog.palette a, .hover-card a, .button";
const DELAY = 500;
const GRACE = 250;
const FRESH = 60_000;

interface Kept {
  html: string;
  at: number;
}

const kept = new Map<string, Kept>();
let owner: HTMLAnchorElement | null = null;
let card: HTMLElement | null = null;
// Closed by Esc: it comes back only after pointer or focus has been away.
let dismissed: HTMLAnchorElement | null = null;
let timer = 0;
let number = 0;

export function startHoverCards(): void {
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && point(event.target, DELAY));
  document.addEventListener("pointerout", (event) => event.pointerType !== "touch" && part(event.relatedTarget));
  document.addEventListener(
    "focusin",
    (event) => event.target instanceof Element && event.target.matches(":focus-visible") && point(event.target, DELAY),
  );
  document.addEventListener("focusout", (event) => part(event.relatedTarget));
  document.addEventListener("keydown", dismiss, { capture: true });
  document.addEventListener("click", (event) => !(event.target as Element).closest(".hover-card") && close());
  window.addEventListener("scroll", (event) => card && !card.contains(event.target as Node) && close(), {
    capture: true,
    passive: true,
  });
}

function point(target: EventTarget | null, delay: number): void {
  if (!(target instanceof Element)) return;
  if (card?.contains(target) || (owner?.contains(target) && card)) return window.clearTimeout(timer);
  const link = target.closest<HTMLAnchorElement>("a[href]");
  if (
    !link ||
    !CLIENT.test(link.pathname) ||
    link.origin !== window.location.origin ||
    link.matches(ELSEWHERE) ||
    link === dismissed
  )
    return;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => void show(link), delay);
}

/** Pointer or focus goes elsewhere: not at once, so that the way from the name into the card can be made. */
function part(to: EventTarget | null): void {
  window.clearTimeout(timer);
  dismissed = null;
  if (!card) return;
  if (to instanceof Node && (card.contains(to) || owner?.contains(to))) return;
  timer = window.setTimeout(() => !isInUse() && close(), GRACE);
}

function isInUse(): boolean {
  const focus = document.activeElement;
  return Boolean(
    card?.matches(":hover") ||
    owner?.matches(":hover") ||
    card?.contains(focus) ||
    (owner === focus && owner?.matches(":focus-visible")),
  );
}

function dismiss(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  window.clearTimeout(timer);
  if (!card) return;
  // The slider beneath stays open.
  event.stopPropagation();
  event.preventDefault();
  const name = owner;
  const isInside = card.contains(document.activeElement);
  close();
  dismissed = name;
  if (isInside) name?.focus();
}

async function show(link: HTMLAnchorElement): Promise<void> {
  const html = await figures(link.pathname);
  const stillWanted = link.isConnected && (link.matches(":hover") || link === document.activeElement);
  if (!html || !stillWanted) return;
  close();
  owner = link;
  card = make(html);
  // Beside the name, so that Tab leads from the one into the other.
  link.after(card);
  link.setAttribute("aria-describedby", card.id);
  card.showPopover();
  place(card, link, "start", 6);
}

async function figures(path: string): Promise<string> {
  const found = kept.get(path);
  if (found && Date.now() - found.at < FRESH) return found.html;
  const response = await fetch(`${path}profile/strip/`, { headers: { "HX-Request": "true" } }).catch(() => null);
  const html = response?.ok && !response.redirected ? await response.text() : "";
  kept.set(path, { html, at: Date.now() });
  return html;
}

function make(html: string): HTMLElement {
  const element = document.createElement("div");
  element.className = "hover-card";
  element.popover = "manual";
  number += 1;
  element.id = `hover-card-${number}`;
  element.append(document.createRange().createContextualFragment(html));
  // A click into the card is none into the row it stands in.
  element.addEventListener("click", (event) => !(event.target as Element).closest("a") && event.stopPropagation());
  return element;
}

function close(): void {
  owner?.removeAttribute("aria-describedby");
  card?.remove();
  owner = card = null;
}
