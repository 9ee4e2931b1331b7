"""What a section of the profile is: it says what it wants of the engine, then what it shows of the answers.

A page makes each section of its row (sections/row.py) once, asks the engine once for all that they want, and gives each
of them the reading. A section runs no query for a figure that the engine can answer.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from comptoir.analytics.metric import Figure, Metric, Number
from comptoir.analytics.questions import Answers, Question
from comptoir.analytics.reading import Reading
from comptoir.kit.period import Period
from comptoir.kit.text import Text
from comptoir.profile.comparison.beside import Comparison
from comptoir.profile.comparison.change import Change
from comptoir.profile.request import Asked
from comptoir.ui.periods import short_period_label


class Medium(StrEnum):
    """Where sections are shown: on the tab, on paper (nothing is folded or can be set), or their figures in a strip."""

    TAB = "tab"
    PAPER = "paper"
    STRIP = "strip"


class Place(StrEnum):
    """Where on the page a section stands: above the filters, in the panel of key figures, or below it."""

    HEAD = "head"
    PANEL = "panel"
    BELOW = "below"


@dataclass(frozen=True)
class Wanted:
    """What a section asks of the engine.

    figures    read for the report period; compared: those of them beside which a change is shown
    also       metrics in periods of their own
    groups     by source: what its figures are divided by; one name stands for one column on the whole page
    questions  asked with their own period, division and part
    """

    figures: Sequence[Figure] = ()
    compared: Sequence[Figure] = ()
    also: Sequence[tuple[Metric, Period]] = ()
    groups: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    questions: Sequence[Question] = ()


@dataclass(frozen=True)
class PageReading:
    """The engine's answers to all sections, and what figures are compared with."""

    figures: Reading
    answers: Answers
    comparison: Comparison

    def value(self, figure: Figure, period: Period | None = None, **part: object) -> Number | None:
        return self.figures.value(figure, period, **part)

    def count(self, metric: Metric, period: Period | None = None, **part: object) -> Number:
        return self.figures.count(metric, period, **part)

    def change(self, figure: Figure) -> Change | None:
        """Return the comparison of a figure in words; None without one."""
        period = self.comparison.period
        return self.comparison.of(figure, self.value(figure), self.value(figure, period) if period else None)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A section's figure in one row with others: its value, the address of its records, a few words beneath.

    tone: of the words; ink: a channel's colour beside them.
    """

    label: Text
    value: str
    url: str
    note: Text = ""
    tone: str = ""
    ink: str = ""


class Section(ABC):
    """A section for one request. Its template gets `shown`, `part`, `asked`, `caption`, `currency` and `card`."""

    code: ClassVar[str]
    template: ClassVar[str]
    place: ClassVar[Place] = Place.BELOW
    folds: ClassVar[bool] = False

    def __init__(self, asked: Asked, medium: Medium = Medium.TAB, *, folded: bool = False) -> None:
        self.asked = asked
        self.medium = medium
        self.folded = folded

    @property
    def may_choose(self) -> bool:
        """Say whether the section offers the viewer to set what it computes with."""
        return False

    def wants(self) -> Wanted:
        """Return what is to be read for `shows`; nothing unless the section says so."""
        return Wanted()

    @abstractmethod
    def shows(self, reading: PageReading) -> object | None:
        """Return what the template shows, a dataclass; None leaves the section out."""

    def key_wants(self) -> Wanted:
        """Return what is to be read for `key` alone."""
        return Wanted()

    def key(self, reading: Reading) -> KeyFigure | None:
        """Return the section's key figure; None for a section without one."""
        return None


def caption_of(asked: Asked) -> str:
    """Return the report period in short; "" for all time."""
    period = asked.scope.period
    return "" if period.is_all_time else short_period_label(period)
