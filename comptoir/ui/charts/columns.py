"""Columns: side by side, or stacked upon each other."""

from collections.abc import Iterator

from comptoir.ui.charts.axis import WIDTHS, Frame, Head, Mark, Plot, frame
from comptoir.ui.charts.model import Chart, Number, Point, Series
from comptoir.ui.charts.words import compact

FILLED = 0.74
WIDEST_BAR = 13.0
LEAST_HEIGHT = 1.5
LETTER = 7.0


def plot_columns(chart: Chart) -> Plot:
    """Return the plot of series side by side, each with its previous twin before it."""
    rows = list(lanes(chart))
    found = frame(chart, (point.value for _, _, points, _ in rows for point in points if point))
    width = min(found.band * FILLED / max(len(rows), 1), WIDEST_BAR)
    marks = []
    for lane, (number, series, points, is_previous) in enumerate(rows):
        for place, point in enumerate(points):
            if point is None or point.value is None:
                continue
            x = (place + 0.5) * found.band + (lane - len(rows) / 2) * width
            y, height = _bar(found, 0, point.value)
            area = (round(x, 3), found.top, round(width, 3), found.bottom - found.top)
            left, wide = round(x + width * 0.05, 3), round(width * 0.9, 3)
            words = found.speaker.words(series, point, previous=is_previous)
            marks.append(Mark(series, number, place, point, left, y, wide, height, area, is_previous, words))
    return found.plot(marks, heads=_heads(chart, marks))


def lanes(chart: Chart) -> Iterator[tuple[int, Series, list[Point | None], bool]]:
    """Yield the rows of points that are drawn: a series' number, the series, its points by category, is it the twin."""
    for number, series in enumerate(chart.series):
        if series.previous:
            yield number, series, _fitted(series, len(chart.categories)), True
        yield number, series, chart.column_of(series), False


def _fitted(series: Series, count: int) -> list[Point | None]:
    """Return as many previous points as there are categories."""
    return [*series.previous[:count], *[None] * (count - len(series.previous))]


def _bar(found: Frame, start: Number, end: Number) -> tuple[float, float]:
    """Return top and height of a bar; what is not 0 can be seen."""
    low, high = sorted((found.y(start), found.y(end)))
    height = high - low
    if start == end or height >= LEAST_HEIGHT:
        return low, round(height, 2)
    return (max(high - LEAST_HEIGHT, found.top) if end > start else min(low, found.bottom - LEAST_HEIGHT)), LEAST_HEIGHT


def _heads(chart: Chart, marks: list[Mark]) -> list[Head]:
    """Return the numbers above the bars of a single series, at the widths where all of them fit."""
    if len(chart.series) != 1 or chart.has_previous:
        return []
    texts = [compact(mark.point.value, chart.unit, chart.currency) for mark in marks]
    needed = max((len(text) for text in texts), default=0) * LETTER + 6
    fits = " ".join(code for code, width in WIDTHS.items() if needed * len(chart.categories) <= width)
    if not fits:
        return []
    return [
        Head(round(mark.x + mark.width / 2, 3), round(mark.y - 5, 2), text, fits)
        for mark, text in zip(marks, texts, strict=True)
    ]


def plot_stacked(chart: Chart) -> Plot:
    """Return the plot of series upon each other, negative ones below 0; the twin is the outline of the former sum."""
    columns = [chart.column_of(series) for series in chart.series]
    count = len(chart.categories)
    before = [_fitted(series, count) for series in chart.series]
    ends = [end for stacks in (columns, before) for place in range(count) for end in _ends(stacks, place)]
    found = frame(chart, ends)
    width = min(found.band * FILLED, WIDEST_BAR)
    marks: list[Mark] = []
    for place in range(count):
        marks += _stack(found, place, [column[place] for column in before], width, is_previous=True)
        marks += _stack(found, place, [column[place] for column in columns], width)
    return found.plot(marks)


def _ends(columns: list[list[Point | None]], place: int) -> tuple[Number, Number]:
    values = [point.value for column in columns if (point := column[place]) and point.value is not None]
    return sum(value for value in values if value < 0), sum(value for value in values if value > 0)


def _stack(
    found: Frame, place: int, points: list[Point | None], width: float, *, is_previous: bool = False
) -> list[Mark]:
    marks: list[Mark] = []
    x = (place + 0.5) * found.band - width / 2
    up: Number = 0
    down: Number = 0
    for number, (series, point) in enumerate(zip(found.chart.series, points, strict=True)):
        if point is None or point.value is None:
            continue
        start = up if point.value >= 0 else down
        end = start + point.value
        up, down = (end, down) if point.value >= 0 else (up, end)
        top, foot = sorted((found.y(start), found.y(end)))
        height = round(foot - top, 2)
        left, wide = (x - width * 0.06, width * 1.12) if is_previous else (x, width)
        area = (round(left, 3), top, round(wide, 3), height)
        words = found.speaker.words(series, point, previous=is_previous)
        marks.append(Mark(series, number, place, point, area[0], top, area[2], height, area, is_previous, words))
    return marks
