"""Metrics: declared once, in the app of their data; the number of a metric is an aggregate over exactly its list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from django.db.models import Aggregate, Count, DateField, Q, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Trunc

from comptoir.account.queries import account, local_day
from comptoir.analytics.errors import UnknownGroup
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.analytics.source import Source
from comptoir.kit.period import parse_period
from comptoir.kit.registry import Registry
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import Text

Number = int | Decimal
# How dates may be divided: the name in an address and a stored widget, and the letter of the Period.
UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


class Unit(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PER_DEAL = "per deal"
    DAYS = "days"


class Opens(StrEnum):
    """When the rows of a metric open as the ordinary list of their type (`comptoir.analytics.item_list`).

    ALWAYS: they are those in the metric's stages whose date lies in the period. WITHOUT_PERIOD: they are all of the
    subject's when no period is asked for. NEVER: they meet conditions that the filter language cannot say.
    """

    NEVER = "never"
    WITHOUT_PERIOD = "without a period"
    ALWAYS = "always"


class Totals(StrEnum):
    """How the whole follows from its parts: sums add up, rates are recomputed from the terms of the parts."""

    SUM = "sum"
    FROM_PARTS = "from parts"


@dataclass(frozen=True)
class Dating:
    """Which date decides whether a row belongs to the period; `column` is "" where two dates are compared.

    `is_day` says that it is a day and not a moment.
    """

    text: Text
    test: Callable[[Scope], Q]
    column: str = ""
    is_day: bool = False

    def truncated(self, unit: str) -> Combinable:
        """Return the first day of the unit (a name of UNITS) that a row belongs to."""
        # A day has no zone: Django refuses tzinfo for it.
        zone = None if self.is_day else account().zone
        return Trunc(self.column, unit, output_field=DateField(), tzinfo=zone)


def moment_in(column: str, text: Text) -> Dating:
    """Test a moment against the period's local midnights (half-open)."""

    def test(scope: Scope) -> Q:
        return between(column, *scope.bounds())

    return Dating(text, test, column)


def day_in(column: str, text: Text) -> Dating:
    """Test a calendar day against the period's days (half-open)."""

    def test(scope: Scope) -> Q:
        return between(column, scope.period.start, scope.period.end)

    return Dating(text, test, column, is_day=True)


def between(column: str, start: date | datetime | None, end: date | datetime | None) -> Q:
    """Return the condition start <= column < end; None leaves a side open."""
    condition = Q(**{f"{column}__gte": start}) if start is not None else Q()
    return condition & Q(**{f"{column}__lt": end}) if end is not None else condition


@dataclass(frozen=True)
class LeftOut:
    """Records that a viewer might expect in the figure; `metric` counts and lists them."""

    metric: "Metric"
    reason: Text


@dataclass(frozen=True)
class Metric:
    """A number over rows of a source.

    keep      which of the source's rows it counts
    dated_by  which date puts a row into the period
    sums      the column it sums; "" counts rows
    counted   for a sum: the metric that says of how many records it is
    stages    the semantics its rows may have, where it keeps some only
    meaning   what it is, in a sentence; `version` rises when the meaning changes
    left_out  what is deliberately not in it
    better    1 where more is better, -1 where less is, 0 where neither can be said
    opens     when its rows open as an ordinary list
    """

    code: str
    label: Text
    unit: Unit
    source: Source
    keep: Callable[[Scope], Q]
    dated_by: Dating
    meaning: Text
    sums: str = ""
    counted: "Metric | None" = None
    left_out: tuple[LeftOut, ...] = ()
    version: int = 1
    totals: Totals = Totals.SUM
    better: int = 0
    stages: tuple[Semantics, ...] = ()
    opens: Opens = Opens.NEVER

    def condition(self, scope: Scope, part: Mapping[str, str] | None = None) -> Q:
        """Return which of the source's rows it counts. Errors: UnknownGroup, UnknownPeriod."""
        # Dates first: they are cheap to compare, and a month excludes most rows.
        return self.dated_by.test(scope) & self.keep(scope) & self.narrowed(scope, part or {})

    def narrowed(self, scope: Scope, part: Mapping[str, str]) -> Q:
        """Return the condition on one part: {name of a group: its value}; of a unit of time: {month: its period}.

        Errors: UnknownGroup, UnknownPeriod.
        """
        conditions = Q()
        for name, value in part.items():
            conditions &= self._dated(scope, value) if name in UNITS else self._of_group(name, value)
        return conditions

    def _dated(self, scope: Scope, value: str) -> Q:
        if not self.dated_by.column:
            raise UnknownGroup
        if value:
            return self.dated_by.test(scope.during(parse_period(value, local_day(scope.as_of))))
        return Q(**{f"{self.dated_by.column}__isnull": True})

    def _of_group(self, name: str, value: str) -> Q:
        group = self.source.groups.get(name)
        if group is None:
            raise UnknownGroup
        try:
            return Q(**{group.column: group.parse(value)})
        except ValueError as error:
            raise UnknownGroup from error

    def rows(self, scope: Scope, part: Mapping[str, str] | None = None, gate: Gate | None = None) -> Rows:
        """Return the rows behind the number: the viewer's, unless another gate is given. Errors: UnknownGroup."""
        rows = self.source.rows(scope, gate or scope.sight)
        return rows.filter(self.condition(scope, part))

    def aggregate(self, condition: Q | None = None) -> Aggregate:
        return Sum(self.sums, filter=condition) if self.sums else Count("pk", filter=condition)

    def value(self, scope: Scope, part: Mapping[str, str] | None = None) -> Number:
        """Return the number for one scope. Costs one query."""
        rows = self.rows(scope, part, scope.counted)
        return self.number(rows.aggregate(value=self.aggregate())["value"])

    def number(self, value: Number | timedelta | None) -> Number:
        """Return the database's value as a number; a sum over no rows (NULL) is 0, a length of time is whole days."""
        if isinstance(value, timedelta):
            return Decimal(value.days)
        return value if value is not None else Decimal(0)


@dataclass(frozen=True)
class Ratio:
    """A quotient of two metrics: numerator ÷ denominator × factor; None (no data) if the denominator is 0.

    formula is the rule in words; `digits` the number of decimals shown.
    """

    code: str
    label: Text
    unit: Unit
    numerator: Metric
    denominator: Metric
    formula: Text
    meaning: Text
    factor: int = 1
    digits: int = 1
    left_out: tuple[LeftOut, ...] = ()
    version: int = 1
    totals: Totals = Totals.FROM_PARTS
    better: int = 0

    @property
    def terms(self) -> tuple[Metric, Metric]:
        return self.numerator, self.denominator

    def of(self, numerator: Number, denominator: Number) -> Decimal | None:
        """Return the value for given terms."""
        return Decimal(numerator) * self.factor / Decimal(denominator) if denominator else None

    def value(self, scope: Scope, part: Mapping[str, str] | None = None) -> Decimal | None:
        """Return the value for one scope. Costs two queries."""
        return self.of(self.numerator.value(scope, part), self.denominator.value(scope, part))


Figure = Metric | Ratio

F = TypeVar("F", Metric, Ratio)

metrics: Registry[Figure] = Registry("metrics", lambda figure: figure.code)


def add(figure: F) -> F:
    """Declare a figure."""
    metrics.add(figure)
    return figure


def terms_of(figure: Figure) -> tuple[Metric, ...]:
    """Return the plain metrics a figure is made of: itself, or a ratio's two terms."""
    return figure.terms if isinstance(figure, Ratio) else (figure,)


def needs_client(figure: Figure) -> bool:
    """Say whether the figure can be asked about a client only; NeedsClient for another subject."""
    return any(term.source.needs_client for term in terms_of(figure))
