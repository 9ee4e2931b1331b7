"""From widgets to tiles: each is planned once (faults, period, questions), then drawn from the engine's answers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from comptoir.account.queries import today
from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Answers, Question, ask
from comptoir.kit.period import Period, parse_period
from comptoir.kit.text import Text
from comptoir.profile.request import Asked
from comptoir.profile.widgets.check import faults_of
from comptoir.profile.widgets.lines import Line, PlannedSeries, planned_series
from comptoir.profile.widgets.links import explained_url
from comptoir.profile.widgets.titles import title_of
from comptoir.profile.widgets.type import Tile, WidgetType, kind_of
from comptoir.profile.widgets.widget import Widget
from comptoir.ui.periods import short_period_label


@dataclass(frozen=True)
class PlannedWidget:
    """A widget and all that it asks; series: none for one with faults, which cannot be drawn.

    own_period: it has a period of its own, which the tab's does not change (ruling R1).
    """

    widget: Widget
    kind: WidgetType
    faults: dict[str, Text]
    period: Period
    own_period: bool
    series: list[PlannedSeries]

    @property
    def questions(self) -> list[Question]:
        return [question for each in self.series for question in each.questions]


def plan(widget: Widget, asked: Asked) -> PlannedWidget:
    """Return a widget with its questions: one for each series, and those of its comparison."""
    kind, faults = kind_of(widget), faults_of(widget)
    own = bool(widget.period) and "period" not in faults
    period = parse_period(widget.period, asked.past or today()) if own else asked.scope.period
    series = [] if faults else _series(widget, kind, period, asked)
    return PlannedWidget(widget, kind, faults, period, own, series)


def questions_of(plans: Iterable[PlannedWidget]) -> list[Question]:
    return [question for each in plans for question in each.questions]


def draw(planned: PlannedWidget, asked: Asked, answers: Answers) -> Tile:
    """Return what is shown of a widget; one that cannot be drawn says why."""
    widget, period = planned.widget, planned.period
    tile = Tile(
        widget=widget,
        kind=planned.kind,
        title=title_of(widget),
        caption=short_period_label(period) if planned.own_period or not period.is_all_time else "",
        own_period=planned.own_period,
        explained_url=explained_url(widget, asked),
        faults=planned.faults,
    )
    if planned.faults:
        return tile
    return replace(tile, shown=planned.kind.draws(tile, [Line(each, answers) for each in planned.series], asked))


def draw_alone(planned: PlannedWidget, asked: Asked) -> Tile:
    """Return a widget drawn alone. Costs a query per source of its figures."""
    return draw(planned, asked, ask(asked.scope, planned.questions))


def _series(widget: Widget, kind: WidgetType, period: Period, asked: Asked) -> list[PlannedSeries]:
    found = []
    for place, series in enumerate(widget.series):
        question = Question(metrics.get(series.figure), period, widget.by, series.part)
        counts = kind.division == ""
        found.append(planned_series(widget, series, place, question, asked, counts=counts, has_axes=kind.has_axes))
    return found
