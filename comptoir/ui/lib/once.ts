/**
 * One-time tokens of what stays on screen after it was sent: the server answers the same token twice with the same
 * answer, so a form that is used again needs a new one. Shortly after, as a double click belongs to the first use.
 */
export const HEADER = "X-Comptoir-Once";
/** The server has refused changed values under a token that has made something: sent once more they make another. */
export const SENT_BEFORE = "X-Comptoir-Sent-Before";
const FIELD = "input[type=hidden][name=once]";
const PAUSE = 600;

/** Tokens of buttons that stand in no form. */
const tokens = new WeakMap<Element, string>();

export function startOnce(): void {
  putBack();
  document.addEventListener("submit", (event) => event.defaultPrevented || remember());
  document.addEventListener("htmx:configRequest", addToken);
  document.addEventListener("htmx:afterRequest", renewAfter);
}

/** Give the form of an element a new token, a moment after it was used. */
export function renew(element: Element): void {
  setTimeout(() => {
    tokens.delete(element);
    const form = element.closest("form");
    form?.querySelectorAll<HTMLInputElement>(FIELD).forEach((field) => (field.value = newToken()));
  }, PAUSE);
}

/** Note which tokens were sent, with the place in the history: whoever comes back and sends again must not double. */
function remember(): void {
  window.history.replaceState({ ...window.history.state, once: fields().map((field) => field.value) }, "");
}

/** A page that is fetched anew by "back" has new tokens: those that were sent from it take their place. */
function putBack(): void {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const { once = [] } = (window.history.state ?? {}) as { once?: string[] };
  if (visit?.type !== "back_forward" || once.length !== fields().length) return;
  fields().forEach((field, index) => (field.value = once[index] ?? field.value));
}

function fields(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>(FIELD)];
}

interface Done {
  elt: Element;
  successful: boolean;
  requestConfig: { verb: string };
  xhr: XMLHttpRequest;
}

interface Request {
  elt: Element;
  verb: string;
  headers: Record<string, string>;
}

function addToken(event: Event): void {
  const { elt, verb, headers } = (event as CustomEvent<Request>).detail;
  if (verb === "get") return;
  if (elt.closest("form")?.querySelector(FIELD)) return remember();
  const token = tokens.get(elt) ?? newToken();
  tokens.set(elt, token);
  headers[HEADER] = token;
}

function renewAfter(event: Event): void {
  const { elt, successful, requestConfig, xhr } = (event as CustomEvent<Done>).detail;
  if (requestConfig.verb !== "get" && (successful || xhr.getResponseHeader(SENT_BEFORE))) renew(elt);
}

/** 128 random bits; `crypto.randomUUID` exists on https only. */
function newToken(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
