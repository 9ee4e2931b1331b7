/** What the unit tests of scripts share: a page with its behaviours, and a server that answers what a test says. */
import { Application, type ControllerConstructor } from "@hotwired/stimulus";

let application: Application | null = null;

/** Put HTML into the page and bring these behaviours to life in it. */
export async function mount(
  html: string,
  behaviours: Record<string, ControllerConstructor> = {},
): Promise<HTMLElement> {
  // The behaviours of the test before let go of the document when their elements go.
  document.body.innerHTML = "";
  await settled();
  application?.stop();
  document.body.innerHTML = html;
  application = Application.start();
  for (const [name, controller] of Object.entries(behaviours)) application.register(name, controller);
  await settled();
  return document.body;
}

/** Wait until what was just caused has happened: mutations are seen, promises kept. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The first element that fits; a test that looks for nothing should fail where it looks. */
export function one<E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`Nothing fits ${selector}.`);
  return found;
}

export interface Asked {
  url: string;
  method: string;
  headers: Headers;
  body: string;
}

/** Answer every request with what `answer` makes of it; gives the list of what was asked, which grows. */
export function serve(answer: (asked: Asked) => Response): Asked[] {
  const log: Asked[] = [];
  globalThis.fetch = async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const asked = {
      url: String(input),
      method: init.method ?? "GET",
      headers: new Headers(init.headers),
      body: String(init.body ?? ""),
    };
    log.push(asked);
    return answer(asked);
  };
  return log;
}

/** Collect the details of an event that reaches the document. */
export function heard(name: string): unknown[] {
  const details: unknown[] = [];
  document.addEventListener(name, (event) => details.push((event as CustomEvent<unknown>).detail));
  return details;
}

export function press(target: EventTarget, key: string, held: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held });
  target.dispatchEvent(event);
  return event;
}
