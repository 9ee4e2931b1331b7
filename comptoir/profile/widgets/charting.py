"""From answers to charts: a series a figure, a point a part, each with the address of its records."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from comptoir.account.queries import account
from comptoir.analytics.metric import Metric
from comptoir.analytics.questions import Point as Answer
from comptoir.profile.asking import Asked
from comptoir.profile.layouts import Widget
from comptoir.profile.widget_types import DATES
from comptoir.profile.widgets.asking import WHEEL, Line
from comptoir.profile.widgets.links import figure_url
from comptoir.profile.widgets.wording import UNITS, series_label
from comptoir.ui.charts import Chart, Point
from comptoir.ui.charts import Series as Drawn

HEIGHTS = {1: 150, 2: 220, 3: 380}


def chart_of(widget: Widget, title: str, lines: Sequence[Line], asked: Asked) -> tuple[Chart, str]:
    """Return the chart, and what is to be said about it, such as a unit of time that had to be wider."""
    in_one = widget.kind.code == "pie" and not widget.by
    series = [_slices(title, lines, asked)] if in_one else [_series(line, asked) for line in lines]
    chart = Chart(
        kind=widget.kind.code,
        title=title,
        series=series,
        unit=lines[0].question.figure.unit.value,
        currency=account().currency,
        height=HEIGHTS[widget.height],
    )
    return chart, _note(widget, lines)


def _series(line: Line, asked: Asked) -> Drawn:
    figure = line.question.figure
    points = [_point(line, each, asked) for each in line.answers.points(line.question)]
    is_sum = isinstance(figure, Metric) and len(line.widget.series) > 1
    total = line.answers.value(line.question) if is_sum else None
    return Drawn(series_label(line.series), line.ink, points, total=total, href=_href(line, asked))


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
    return Point(answer.key, answer.label, answer.value, href, since=since, until=until)


def _slices(title: str, lines: Sequence[Line], asked: Asked) -> Drawn:
    """Return a ring's single series: a slice for each figure of the widget."""
    points = [
        Point(
            str(line.place),
            series_label(line.series),
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
