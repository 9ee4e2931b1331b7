/** Requests of the behaviours' own; htmx makes the others. */
import { raise, raiseFrom } from "./events";

export function csrfToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
}

export interface Answer {
  response: Response;
  events: string[];
}

/**
 * Send a request and raise the events its answer names. Null when the server could not be reached or failed:
 * the reader has then been told.
 */
export async function send(
  url: string,
  init: RequestInit = {},
  headers: Record<string, string> = {},
  from?: EventTarget,
): Promise<Answer | null> {
  const sent: Record<string, string> = { "HX-Request": "true", ...headers };
  if (init.method && init.method !== "GET") sent["X-CSRFToken"] = csrfToken();
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init, headers: sent });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    raise("request:failed", { network: true });
    return null;
  }
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) {
    raise("page:leaving");
    window.location.assign(elsewhere);
    return null;
  }
  const events = raiseFrom(response, from);
  if (response.status >= 500) {
    raise("request:failed", { network: false });
    return null;
  }
  return { response, events };
}
