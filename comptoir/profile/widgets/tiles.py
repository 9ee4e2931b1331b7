"""What a template shows of one widget: its head, and numbers, a chart or a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from comptoir.analytics.metric import Number
from comptoir.profile.comparison.change import Change
from comptoir.profile.layouts.definition import Widget
from comptoir.ui.charts import Chart
from comptoir.ui.component_values import Share

# Amounts with more letters do not fit three abreast on half a tab.
LONG = 13


@dataclass(frozen=True)
class Shown:
    """A number with its name, its ink and the address of its records.

    terms: a rate's two numbers, each with its address; note: how many records an amount is the sum of, with theirs;
    change: what the number is compared with.
    """

    label: str
    text: str
    value: Number | None
    href: str
    ink: str = ""
    terms: Sequence[tuple[str, str]] = ()
    note: tuple[str, str] | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Place:
    """A line of a ranking; `bar` is its share of the first one in percent."""

    rank: int
    name: str
    value: Number | None
    text: str
    href: str
    bar: float
    is_own: bool


@dataclass(frozen=True)
class Ranking:
    """The first places, and the reader's own among all of them: 0 when the reader has none."""

    places: Sequence[Place]
    everyone: Sequence[Place]
    own: int

    @property
    def count(self) -> int:
        return len(self.everyone)


@dataclass(frozen=True)
class Tile:
    """A widget with its answers. faults: what keeps it from being drawn, by field.

    changes: of a chart, the name of each series with what its whole is compared with.
    """

    widget: Widget
    title: str
    caption: str
    own_period: bool
    explained_url: str
    faults: Mapping[str, object] = field(default_factory=dict)
    numbers: Sequence[Shown] = ()
    result: Shown | None = None
    operator: str = ""
    shares: Sequence[Share] = ()
    chart: Chart | None = None
    ranking: Ranking | None = None
    note: str = ""
    changes: Sequence[tuple[str, Change]] = ()

    @property
    def id(self) -> str:
        return self.widget.id

    @property
    def is_long(self) -> bool:
        """Say that numbers side by side need more room than usual."""
        shown = [*self.numbers, *([self.result] if self.result else [])]
        return any(len(number.text) > LONG for number in shown)

    @property
    def is_empty(self) -> bool:
        return not any(number.value for number in self.numbers) and (self.chart is None or self.chart.is_empty)


def percent_of(value: Number, of: Number) -> Decimal | None:
    """Return value ÷ of × 100; None where there is nothing to divide by."""
    return Decimal(value) * 100 / Decimal(of) if of else None
