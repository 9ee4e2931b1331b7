// A document for the unit tests of scripts: what a browser has globally, by happy-dom. Loaded before each test file.
import { Window } from "happy-dom";

// Node has names like these of its own; happy-dom's elements take only its own events and signals.
const BROWSERS =
  /^(window|document|location|history|navigator|sessionStorage|localStorage|CSS|\w*(Event|Element|Observer)|Event|EventTarget|Node|Document|DocumentFragment|DOMParser|DOMException|AbortController|AbortSignal|FormData|Headers|Request|Response|Option|Text|ShadowRoot|getComputedStyle|requestAnimationFrame|cancelAnimationFrame)$/;

const window = new Window({ url: "http://comptoir.example/deals/?page=2", width: 1440, height: 900 });
for (const name of Object.getOwnPropertyNames(window).filter((each) => BROWSERS.test(each))) {
  Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
}
document.documentElement.lang = "en";

// htmx looks for hx-on attributes by XPath, which happy-dom does not know and we do not use.
globalThis.XPathEvaluator = class {
  createExpression() {
    return { evaluate: () => ({ iterateNext: () => null }) };
  }
};
