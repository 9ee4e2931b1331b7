/** htmx, set up for a strict content security policy, our refusals and our sliders. */
import htmx from "htmx.org";
import { raise } from "./events";
import { csrfToken } from "./request";

const SLIDER_HEADER = "X-Comptoir-Slider";

export function startFragments(): void {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    historyCacheSize: 0,
    // A form that has just come must work at once: Enter within the usual 20 ms would be an ordinary submit.
    defaultSettleDelay: 0,
    // Copying the style attribute from the old element to the new one is what the policy refuses.
    attributesToSettle: [],
    scrollIntoViewOnBoost: false,
    defaultSwapStyle: "innerHTML",
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  document.addEventListener("htmx:configRequest", prepare);
  document.addEventListener("htmx:beforeSwap", swapRefusedEdit);
  document.addEventListener("htmx:responseError", tell);
  document.addEventListener("htmx:sendError", () => raise("request:failed", { network: true }));
  document.addEventListener("page:reload", () => window.location.reload());
}

function prepare(event: Event): void {
  const { detail } = event as CustomEvent<{ verb: string; target: Element; headers: Record<string, string> }>;
  if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrfToken();
  if (detail.target.matches("[data-slider-panel]")) detail.headers[SLIDER_HEADER] = "1";
}

/** A refused edit in place comes back as its form: it belongs inside the field, not instead of it. */
function swapRefusedEdit(event: Event): void {
  const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest; target: Element; swapOverride?: string }>;
  if (
    detail.xhr.status === 422 &&
    detail.xhr.getResponseHeader("HX-Reswap") !== "none" &&
    detail.target.matches("[data-controller~=inline-edit]")
  )
    detail.swapOverride = "innerHTML";
}

/** A refusal that brought no words of its own. */
function tell(event: Event): void {
  const { detail } = event as CustomEvent<{ xhr: XMLHttpRequest }>;
  if (!detail.xhr.getResponseHeader("HX-Trigger")) raise("request:failed", { network: false });
}

/** Bring inserted HTML to life. */
export function enliven(element: Element): void {
  htmx.process(element);
}
