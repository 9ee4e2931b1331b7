"""What the widgets ask: all questions of a tab go to the engine together."""

from collections.abc import Iterable
from dataclasses import dataclass

from comptoir.account.queries import today
from comptoir.analytics.metric import metrics
from comptoir.analytics.questions import Answers, Question
from comptoir.kit.period import Period, parse_period
from comptoir.profile.asking import Asked
from comptoir.profile.layouts import Series, Widget
from comptoir.profile.widget_check import faults_of

# The inks of series that name none, in their order.
WHEEL = ("green", "blue", "orange", "violet", "cyan", "red")


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


def all_questions(widgets: Iterable[Widget], asked: Asked) -> list[Question]:
    return [question for widget in widgets for question in questions_of(widget, asked)]


def period_of(widget: Widget, asked: Asked) -> Period:
    """Return the widget's own period, else the tab's."""
    return parse_period(widget.period, asked.past or today()) if widget.period else asked.scope.period
