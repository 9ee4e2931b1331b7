"""Widgets beside the previous period: numbers, the points of a chart, and the whole of each of its series."""

from dataclasses import replace

from comptoir.analytics.questions import Answers, Question
from comptoir.profile.comparison.change import Change, delta, previous
from comptoir.profile.request import Asked


def before_of(question: Question, asked: Asked) -> Question | None:
    """Return what a figure is compared with; None when the reader does not compare, or there is no period before."""
    if asked.compare != "previous":
        return None
    period = previous(asked.scope.during(question.period))
    return replace(question, period=period, by="") if period else None


def parts_before(question: Question, asked: Asked) -> Question | None:
    """Return what the points of a chart are compared with: the same division of the period before."""
    whole = before_of(question, asked)
    return replace(whole, by=question.by) if whole and question.by else None


def change_of(question: Question, asked: Asked, answers: Answers) -> Change | None:
    """Return what is said beside the whole of a figure."""
    before = before_of(question, asked)
    if before is None:
        return None
    return delta(question.figure, answers.value(question), answers.value(before), before.period)
