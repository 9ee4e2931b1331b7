"""What the widgets ask: all questions of a tab go to the engine together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from comptoir.account.queries import today
from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Answers, Question
from comptoir.kit.period import Period, parse_period
from comptoir.profile.layouts.check import faults_of
from comptoir.profile.layouts.definition import Series, Widget
from comptoir.profile.layouts.types import Division
from comptoir.profile.request import Asked
from comptoir.profile.widgets.compared import before_of, parts_before
from comptoir.ui.charts import Kind

# The inks of series that name none, in their order.
WHEEL = ("green", "blue", "orange", "violet", "cyan", "red")

# Amounts and what counts the same records.
COUNTED = {
    "won_value": "won",
    "lost_value": "lost",
    "open_value": "deals_open",
    "deals_value": "deals_alive",
    "begun_value": "deals_begun",
    "in_progress_value": "in_progress",
    "invoiced_gross": "invoiced",
    "unpaid_gross": "invoices_unpaid",
    "overdue_gross": "overdue",
    "cancelled_gross": "invoices_cancelled",
    "paid_amount": "payments",
}


@dataclass(frozen=True)
class Line:
    """One series of a widget: its place, what it asks, and what was answered."""

    widget: Widget
    series: Series
    place: int
    question: Question
    answers: Answers

    @property
    def ink(self) -> str:
        """Return the chosen ink, a channel's own, else that of its place."""
        return self.series.ink or dict(self.series.part).get("channel") or WHEEL[self.place % len(WHEEL)]


def lines_of(widget: Widget, asked: Asked, answers: Answers) -> list[Line]:
    questions = questions_of(widget, asked)
    return [
        Line(widget, series, place, question, answers)
        for place, (series, question) in enumerate(zip(widget.series, questions, strict=True))
    ]


def questions_of(widget: Widget, asked: Asked) -> list[Question]:
    """Return one question a series, in their order; none for a widget that cannot be drawn."""
    if faults_of(widget):
        return []
    period = period_of(widget, asked)
    return [Question(metrics.get(each.figure), period, widget.by, each.part) for each in widget.series]


def count_behind(widget: Widget, question: Question) -> Question | None:
    """Return how many records an amount shown as a number is the sum of; no other query is needed for it."""
    if widget.kind.division is not Division.NONE:
        return None
    counted = metrics.find(COUNTED.get(question.figure.code, ""))
    return replace(question, figure=counted) if counted else None


def all_questions(widgets: Iterable[Widget], asked: Asked) -> list[Question]:
    """Return all that the tiles of these widgets are made of."""
    pairs = [(widget, question) for widget in widgets for question in questions_of(widget, asked)]
    counts = [count_behind(widget, question) for widget, question in pairs]
    before = [before_of(question, asked) for _widget, question in pairs]
    parts = [parts_before(question, asked) for widget, question in pairs if has_axes(widget)]
    return [*(question for _widget, question in pairs), *(further for further in (*counts, *before, *parts) if further)]


def has_axes(widget: Widget) -> bool:
    """Say whether its points stand along an axis, where those of another period can stand beside them."""
    return widget.kind.code in (Kind.COLUMNS, Kind.STACKED, Kind.LINES, Kind.AREA)


def period_of(widget: Widget, asked: Asked) -> Period:
    """Return the widget's own period, else the tab's."""
    return parse_period(widget.period, asked.past or today()) if widget.period else asked.scope.period
