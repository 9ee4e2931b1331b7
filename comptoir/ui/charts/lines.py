"""Lines and areas over the categories; where there is no number the line has a gap."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from comptoir.ui.charts.axis import Frame, Mark, Plot, Trace, frame
from comptoir.ui.charts.columns import lanes
from comptoir.ui.charts.model import Chart, Point

BOX = 1000


def plot_lines(chart: Chart) -> Plot:
    """Return the plot of lines (kind "area": filled down to 0): a trace a series, and a mark a point."""
    rows = list(lanes(chart))
    found = frame(chart, (point.value for _, _, points, _ in rows for point in points if point))
    traces, marks = [], []
    for number, series, points, is_previous in rows:
        runs = list(_runs(found, points))
        line = " ".join(_path(run) for run in runs)
        fill = " ".join(_closed(run, found.y(0)) for run in runs) if chart.kind == "area" and not is_previous else ""
        traces.append(Trace(series, number, line, fill, is_previous))
        for place, point in enumerate(points):
            if point is not None and point.value is not None:
                x = round((place + 0.5) * found.band, 3)
                marks.append(Mark(series, number, place, point, x, found.y(point.value), is_previous=is_previous))
    return found.plot(_with_areas(found, marks), traces)


def _runs(found: Frame, points: Sequence[Point | None]) -> Iterator[list[tuple[float, float]]]:
    """Yield the stretches without a gap as places in the box."""
    placed = [
        None
        if point is None or point.value is None
        else (round((place + 0.5) * BOX / len(points), 2), found.y(point.value))
        for place, point in enumerate(points)
    ]
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


def _with_areas(found: Frame, marks: list[Mark]) -> list[Mark]:
    """Share each category's strip among its marks: a pointer is nearest to the one whose area it is in."""
    strips: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.y):
        strips.setdefault(mark.place, []).append(mark)
    areas = {}
    for place, strip in strips.items():
        edges = [found.top, *((above.y + below.y) / 2 for above, below in pairwise(strip)), found.bottom]
        for mark, (start, end) in zip(strip, pairwise(edges), strict=True):
            x, width = round(place * found.band, 3), round(found.band, 3)
            areas[id(mark)] = (x, round(start, 2), width, round(end - start, 2))
    return [replace(mark, area=areas[id(mark)]) for mark in marks]
