"""The series of a widget: the question of each, computed once, and its answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from comptoir.analytics.metric import Metric
from comptoir.analytics.questions import Answers, Question
from comptoir.profile.comparison.change import Change, delta, previous
from comptoir.profile.request import Asked
from comptoir.profile.widgets.widget import Series, Widget

# The inks of series that name none, in their order.
WHEEL = ("green", "blue", "orange", "violet", "cyan", "red")


@dataclass(frozen=True)
class PlannedSeries:
    """One series and what it asks.

    counting      how many records an amount is the sum of, where it is shown as a number; no other query is needed
    before        the whole of the previous period, where that is compared
    parts_before  its division, where points of two periods stand beside each other
    """

    widget: Widget
    series: Series
    place: int
    question: Question
    counting: Question | None = None
    before: Question | None = None
    parts_before: Question | None = None

    @property
    def questions(self) -> Iterator[Question]:
        yield self.question
        yield from (each for each in (self.counting, self.before, self.parts_before) if each)


@dataclass(frozen=True)
class Line:
    """A series with its answers."""

    planned: PlannedSeries
    answers: Answers

    @property
    def widget(self) -> Widget:
        return self.planned.widget

    @property
    def series(self) -> Series:
        return self.planned.series

    @property
    def place(self) -> int:
        return self.planned.place

    @property
    def question(self) -> Question:
        return self.planned.question

    @property
    def ink(self) -> str:
        """Return the chosen ink, a channel's own, else that of its place."""
        return self.series.ink or dict(self.series.part).get("channel") or WHEEL[self.place % len(WHEEL)]

    @property
    def change(self) -> Change | None:
        """Return the comparison of the whole figure."""
        before = self.planned.before
        if before is None:
            return None
        return delta(before.figure, self.answers.value(self.question), self.answers.value(before), before.period)


def planned_series(
    widget: Widget, series: Series, place: int, question: Question, asked: Asked, *, counts: bool, has_axes: bool
) -> PlannedSeries:
    """Return a series with all its questions. counts: an amount says how many records it is the sum of."""
    figure = question.figure
    counted = figure.counted if counts and isinstance(figure, Metric) else None
    before = _before(question, asked)
    return PlannedSeries(
        widget,
        series,
        place,
        question,
        replace(question, figure=counted) if counted else None,
        before,
        replace(before, by=question.by) if before and question.by and has_axes else None,
    )


def _before(question: Question, asked: Asked) -> Question | None:
    """Return what a figure is compared with; None when the viewer does not compare, or there is no period before."""
    if asked.compare != "previous":
        return None
    period = previous(asked.scope.during(question.period))
    return replace(question, period=period, by="") if period else None
