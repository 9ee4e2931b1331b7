"""Widgets beside the previous period: numbers, and the whole of each series of a chart."""

from dataclasses import replace

from comptoir.analytics.questions import Answers, Question
from comptoir.profile.asking import Asked
from comptoir.profile.compare import Change, delta, previous


def before_of(question: Question, asked: Asked) -> Question | None:
    """Return what a figure is compared with; None when the reader does not compare, or there is no period before."""
    if asked.compare != "previous":
        return None
    period = previous(asked.scope.during(question.period))
    return replace(question, period=period, by="") if period else None


def change_of(question: Question, asked: Asked, answers: Answers) -> Change | None:
    """Return what is said beside the whole of a figure."""
    before = before_of(question, asked)
    if before is None:
        return None
    return delta(question.figure, answers.value(question), answers.value(before), before.period)
