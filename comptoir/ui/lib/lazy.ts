/** Behaviours that few pages need: fetched when an element that names them appears, in the page or in a slider. */
import type { Application, ControllerConstructor } from "@hotwired/stimulus";

type Loader = () => Promise<{ default: ControllerConstructor }>;

export function registerLazily(application: Application, loaders: Record<string, Loader>): void {
  const waiting = new Map(Object.entries(loaders));
  const look = (): void => {
    for (const [name, load] of waiting) {
      if (!document.querySelector(`[data-controller~="${name}"]`)) continue;
      waiting.delete(name);
      void load().then((module) => application.register(name, module.default));
    }
  };
  look();
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
}
