"""Lines and areas over the categories; where there is no number the line has a gap."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from comptoir.ui.charts.axis import Frame, Mark, Plot, Trace, frame
from comptoir.ui.charts.columns import lanes
from comptoir.ui.charts.model import Chart

BOX = 1000


def plot_lines(chart: Chart) -> Plot:
    """Return the plot of lines (kind "area": filled down to 0): a trace a series, and a mark a point."""
    rows = list(lanes(chart))
    found = frame(chart, (point.value for _, _, points, _ in rows for point in points if point))
    heights = [
        [None if point is None or point.value is None else found.y(point.value) for point in row[2]] for row in rows
    ]
    areas = [_areas(found, column) for column in zip(*heights, strict=True)]
    traces, marks = [], []
    for lane, (number, series, points, is_previous) in enumerate(rows):
        runs = list(_runs(heights[lane]))
        fills = chart.kind == "area" and not is_previous
        fill = " ".join(_closed(run, found.y(0)) for run in runs) if fills else ""
        traces.append(Trace(series, number, " ".join(_path(run) for run in runs), fill, is_previous))
        for place, point in enumerate(points):
            y = heights[lane][place]
            if point is None or y is None:
                continue
            x = (place + 0.5) * found.band
            area = (round(x - found.band / 2, 3), areas[place][lane][0], round(found.band, 3), areas[place][lane][1])
            words = found.speaker.words(series, point, previous=is_previous)
            marks.append(
                Mark(series, number, place, point, round(x, 3), y, area=area, is_previous=is_previous, words=words)
            )
    return found.plot(marks, traces)


def _runs(heights: Sequence[float | None]) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches without a gap as places in the box."""
    step = BOX / max(len(heights), 1)
    placed = [None if y is None else (round((place + 0.5) * step, 2), y) for place, y in enumerate(heights)]
    for is_known, run in groupby(placed, key=lambda place: place is not None):
        if is_known:
            yield [place for place in run if place is not None]


def _path(run: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in run)


def _closed(run: list[tuple[float, float]], base: float) -> str:
    """Close a stretch down to 0; a lone point has no area."""
    if len(run) < 2:
        return ""
    return f"M{run[0][0]:g} {base:g}L" + "L".join(f"{x:g} {y:g}" for x, y in run) + f"L{run[-1][0]:g} {base:g}Z"


def _areas(found: Frame, column: Sequence[float | None]) -> dict[int, tuple[float, float]]:
    """Share a category's strip among its points: a pointer is nearest to the one whose area (top, height) it is in."""
    lanes_down = sorted((lane for lane, y in enumerate(column) if y is not None), key=lambda lane: column[lane] or 0)
    if not lanes_down:
        return {}
    ys = [column[lane] or 0.0 for lane in lanes_down]
    edges = [found.top, *(round((above + below) / 2, 2) for above, below in pairwise(ys)), found.bottom]
    return {
        lane: (start, round(end - start, 2)) for lane, (start, end) in zip(lanes_down, pairwise(edges), strict=True)
    }
