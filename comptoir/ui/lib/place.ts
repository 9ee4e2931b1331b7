/** Placing what floats beside what it belongs to, inside the window. */

const GAP = 4;
const EDGE = 8;

export type Align = "start" | "end" | "centre";

/** Put a fixed element below its anchor, above it when there is no room; through the CSSOM, as the policy demands. */
export function place(floating: HTMLElement, anchor: Element, align: Align = "start", gap = GAP): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = floating;
  const left = { start: box.left, end: box.right - width, centre: box.left + (box.width - width) / 2 }[align];
  const below = box.bottom + gap;
  const fits = below + height <= window.innerHeight - EDGE || box.top < height + gap + EDGE;
  floating.style.left = `${clamp(left, EDGE, window.innerWidth - width - EDGE)}px`;
  floating.style.top = `${fits ? below : box.top - gap - height}px`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
