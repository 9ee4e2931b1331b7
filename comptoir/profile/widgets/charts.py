"""From answers to charts: a series a figure, a point a part, each with the address of its records."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from comptoir.account.queries import account
from comptoir.analytics.metric import Metric
from comptoir.analytics.questions import Point as Answer
from comptoir.analytics.questions import Question
from comptoir.profile.comparison.change import Change
from comptoir.profile.request import Asked
from comptoir.profile.widgets.lines import WHEEL, Line
from comptoir.profile.widgets.links import figure_url
from comptoir.profile.widgets.titles import UNITS, label_of
from comptoir.profile.widgets.type import Rows, Tile
from comptoir.profile.widgets.widget import DATES, Widget
from comptoir.ui.charts import Chart, Point
from comptoir.ui.charts import Series as Drawn
from comptoir.ui.formats import format_date
from comptoir.ui.periods import quarter_label, short_period_label

HEIGHTS = {1: 150, 2: 220, 3: 380}


@dataclass(frozen=True)
class Charted:
    """A chart. note: what is to be said about it, such as a unit of time that had to be wider.

    changes: the name of each series with what its whole is compared with.
    """

    chart: Chart
    note: str
    changes: Sequence[tuple[str, Change]]


def draw_chart(tile: Tile, lines: Sequence[Line], asked: Asked) -> Charted:
    """Return the chart of a type whose code is a kind of chart; without a division it has a slice for each series."""
    widget = tile.widget
    chart = Chart(
        kind=tile.kind.code,
        title=tile.title,
        series=_all_series(lines, asked) if widget.by else [_slices(tile.title, lines, asked)],
        unit=lines[0].question.figure.unit.value,
        currency=account().currency,
        height=HEIGHTS[widget.height],
        previous_label=_previous_label(lines[0]),
        zoom=_zoom(widget, asked) if tile.kind.zooms else "",
    )
    changes = [(label_of(line.widget, line.series), change) for line in lines if (change := line.change)]
    return Charted(chart, _note(widget, lines), changes)


def chart_rows(tile: Tile) -> Rows:
    """Return a line for each category with the value of each series."""
    chart: Chart = tile.shown.chart
    columns = [chart.column_of(each) for each in chart.series]
    body: Rows = [
        [category.label, *(point.value if (point := column[place]) else None for column in columns)]
        for place, category in enumerate(chart.categories)
    ]
    return [["", *(str(each.label) for each in chart.series)], *body]


def _previous_label(line: Line) -> str:
    before = line.planned.before
    return short_period_label(before.period) if before and line.question.by else ""


def _zoom(widget: Widget, asked: Asked) -> str:
    """Return the address of the widget over a span; the browser puts the days in."""
    address = asked.widgets(widget.id, "span", days="R-FROM-TO")
    return address.replace("FROM-TO", "{from}-{to}")


def _all_series(lines: Sequence[Line], asked: Asked) -> list[Drawn]:
    """Return the series over the same dates: over all time each figure has its own first and last one."""
    answers = [line.answers.points(line.question) for line in lines]
    if lines[0].widget.by in DATES and len(lines) > 1:
        answers = _over_the_same_dates(lines, answers)
    return [_series(line, points, asked) for line, points in zip(lines, answers, strict=True)]


def _over_the_same_dates(lines: Sequence[Line], answers: Sequence[Sequence[Answer]]) -> list[list[Answer]]:
    known = {(each.key, each.label): each for points in answers for each in points}
    order = sorted(known, key=lambda key: _start(known[key]))
    found = []
    for line, points in zip(lines, answers, strict=True):
        own = {(each.key, each.label): each for each in points}
        nought = 0 if isinstance(line.question.figure, Metric) else None
        found.append([own.get(key) or replace(known[key], value=nought) for key in order])
    return found


def _start(answer: Answer) -> date:
    """Return where a point stands among dates; what has no date comes last."""
    return (answer.period.start or date.min) if answer.period else date.max


def _series(line: Line, answers: Sequence[Answer], asked: Asked) -> Drawn:
    figure = line.question.figure
    points = [_point(line, each, asked) for each in answers]
    is_sum = isinstance(figure, Metric) and len(line.widget.series) > 1
    total = line.answers.value(line.question) if is_sum else None
    before = _before(line, answers, asked)
    return Drawn(label_of(line.widget, line.series), line.ink, points, before, total=total, href=_href(line, asked))


def _before(line: Line, answers: Sequence[Answer], asked: Asked) -> list[Point]:
    """Return the points of the previous period: dates by their place, other parts by their key."""
    asking = line.planned.parts_before
    if asking is None:
        return []
    found = line.answers.points(asking)
    if line.widget.by in DATES:
        return [_point(line, each, asked) for each in found]
    known = {each.key: each for each in found}
    return [_part_before(line, known.get(each.key) or replace(each, value=None), asking, asked) for each in answers]


def _part_before(line: Line, answer: Answer, asking: Question, asked: Asked) -> Point:
    part = {**dict(line.series.part), line.widget.by: answer.key, "period": asking.period.code}
    return Point(answer.key, answer.label, answer.value, asked.figure(asking.figure.code, **part))


def _point(line: Line, answer: Answer, asked: Asked) -> Point:
    by = line.widget.by
    alone = len(line.widget.series) == 1 and not line.series.ink
    if by not in DATES:
        href = _href(line, asked, **{by: answer.key})
        return Point(answer.key, answer.label, answer.value, href, ink=answer.ink if alone else "")
    if answer.period is None:
        return Point(answer.key, answer.label, answer.value, _href(line, asked, **{by: answer.key}))
    period = answer.period
    since = period.start.isoformat() if period.start else ""
    until = (period.end - timedelta(days=1)).isoformat() if period.end else ""
    href = asked.figure(line.question.figure.code, **{**dict(line.series.part), "period": period.code})
    unit = line.answers.unit(line.question)
    label = _unit_label(unit, period.start) if period.start else answer.label
    return Point(answer.key, label, answer.value, href, since=since, until=until)


def _unit_label(unit: str, start: date) -> str:
    """Return the name of a unit on an axis, of one that the period cuts as well."""
    match unit:
        case "month":
            return format_date(start, "MMM y")
        case "quarter":
            return quarter_label(start)
        case "year":
            return str(start.year)
    return format_date(start, "day")


def _slices(title: str, lines: Sequence[Line], asked: Asked) -> Drawn:
    """Return a ring's single series: a slice for each figure of the widget."""
    points = [
        Point(
            str(line.place),
            label_of(line.widget, line.series),
            line.answers.value(line.question),
            _href(line, asked),
            ink=line.ink,
        )
        for line in lines
    ]
    return Drawn(title, WHEEL[0], points)


def _href(line: Line, asked: Asked, **more: str) -> str:
    return figure_url(line.widget, asked, line.question.figure.code, line.series.part, **more)


def _note(widget: Widget, lines: Sequence[Line]) -> str:
    if widget.by not in DATES:
        return ""
    wider = {line.answers.unit(line.question) for line in lines} - {widget.by}
    if not wider:
        return ""
    unit = max(wider, key=DATES.index)
    return _("Too long for this division: shown by %(unit)s.") % {"unit": str(UNITS[unit]).lower()}
