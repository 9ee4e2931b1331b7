/** The points of a chart as a keyboard walks them: along a series, and from series to series at one place. */

export type Point = SVGAElement;

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function pointsOf(chart: Element): Point[] {
  return [...chart.querySelectorAll<Point>("a.chart__point")];
}

export function placeOf(point: Element): number {
  return Number(point.getAttribute("data-place"));
}

function laneOf(point: Element): number {
  return Number(point.getAttribute("data-number")) * 2 + (point.hasAttribute("data-previous") ? 0 : 1);
}

/** The point that a key leads to, or null at the edge and for other keys. */
export function neighbour(points: Point[], from: Point, key: string): Point | null {
  const lane = points.filter((point) => laneOf(point) === laneOf(from)).sort((a, b) => placeOf(a) - placeOf(b));
  if (key === "Home") return lane[0] ?? null;
  if (key === "End") return lane[lane.length - 1] ?? null;
  const step = STEPS[key];
  if (!step) return null;
  const line = step[0]
    ? lane
    : points.filter((point) => placeOf(point) === placeOf(from)).sort((a, b) => laneOf(a) - laneOf(b));
  return line[line.indexOf(from) + step[0] + step[1]] ?? null;
}
