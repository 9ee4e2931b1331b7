/** The funnel beside the rows: each slice on its row's line, as wide as the records that are there or further. */
import type { Row } from "./state";

/** Draw the slices of the rows, given with their elements in the order of the page, and the necks between groups. */
export function drawFunnel(pairs: readonly [Row, HTMLElement][], necks: Iterable<HTMLElement>): void {
  const path = pairs.filter(([row]) => row.semantics !== "F" && !row.removed);
  const reached = path.map((_, place) => path.slice(place).reduce((sum, [row]) => sum + row.count, 0));
  const widest = Math.max(1, ...reached, ...pairs.map(([row]) => row.count));
  path.forEach(([, element], place) =>
    draw(element, reached[place] ?? 0, reached[place + 1] ?? reached[place] ?? 0, widest),
  );
  for (const [row, element] of pairs) {
    if (row.semantics === "F")
      draw(element, row.removed ? 0 : row.count, row.removed ? 0 : row.count, widest, !row.removed);
    else if (row.removed) draw(element, 0, 0, widest, false);
  }
  for (const neck of necks) {
    const next = path.findIndex(([row]) => row.group === neck.dataset["neck"] || row.group === "success");
    neck.style.setProperty("--w", String((100 * (reached[next] ?? 0)) / widest));
  }
}

function draw(row: HTMLElement, top: number, foot: number, widest: number, labelled = true): void {
  const slice = row.querySelector<HTMLElement>(".directory-row__slice");
  const label = row.querySelector<HTMLElement>(".directory-row__lane b");
  if (!slice || !label) return;
  slice.style.setProperty("--a", String((100 * top) / widest));
  slice.style.setProperty("--b", String((100 * foot) / widest));
  // A number wider than its slice would be cut by it: it stands beside.
  label.toggleAttribute("data-beside", top / widest < 0.2);
  label.style.setProperty("--a", String((100 * top) / widest));
  label.textContent = !labelled ? "" : top.toLocaleString(document.documentElement.lang);
}
