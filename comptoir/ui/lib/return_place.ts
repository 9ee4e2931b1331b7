/** Where the reader was on a page that is about to be shown anew: the focus, and how far its boxes were scrolled. */

interface Place {
  path: string;
  focus: string;
  scrolled: [string, number][];
}

const KEY = "place";

/** Remember the focus and the scrolled boxes with an id below `within`. */
export function keepPlace(within: HTMLElement): void {
  const scrolled = [...within.querySelectorAll<HTMLElement>("[id]"), within].filter(
    (box) => box.id && box.scrollTop > 0,
  );
  const place: Place = {
    path: location.pathname,
    focus: document.activeElement?.id ?? "",
    scrolled: scrolled.map((box) => [box.id, box.scrollTop]),
  };
  sessionStorage.setItem(KEY, JSON.stringify(place));
}

/** Go back to where the reader was, once, when this is the same page. */
export function takePlace(): void {
  const kept = sessionStorage.getItem(KEY);
  if (!kept) return;
  sessionStorage.removeItem(KEY);
  const place = JSON.parse(kept) as Place;
  if (place.path !== location.pathname) return;
  for (const [id, top] of place.scrolled) document.getElementById(id)?.scrollTo({ top });
  if (place.focus) document.getElementById(place.focus)?.focus({ preventScroll: true });
}
