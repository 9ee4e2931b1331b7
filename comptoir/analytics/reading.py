"""Reading many metrics together: one query per source, whatever the number of metrics, periods and groups."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.db.models.expressions import Combinable

from comptoir.analytics.metric import Figure, Metric, Number, Ratio, terms_of
from comptoir.analytics.scope import Scope
from comptoir.analytics.source import Source
from comptoir.kit.period import Period

# Source code -> {name of a group: expression}; the values of metrics of that source are kept per group.
Groups = Mapping[str, Mapping[str, str | Combinable]]


class Tally:
    """One conditional aggregate: a metric in a period, of a part. Alike when code, period and part are."""

    def __init__(self, metric: Metric, period: Period, part: tuple[tuple[str, str], ...] = ()) -> None:
        self.metric = metric
        self.period = period
        self.part = part
        self._key = (metric.code, period.code, part)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@dataclass(frozen=True)
class Cell:
    """The rows of a source that are alike in all groups asked for, and what each aggregate makes of them."""

    groups: dict[str, object]
    values: dict[Tally, Number]


@dataclass
class _Wanted:
    """What is wanted of one source: aggregates, and the columns that divide them."""

    source: Source
    aggregates: dict[Tally, Any] = field(default_factory=dict)
    columns: dict[str, str | Combinable] = field(default_factory=dict)
    cells: list[Cell] | None = None


class Gathering:
    """Aggregates that several callers want of one scope, read together on first use: one query per source."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._wanted: dict[str, _Wanted] = {}

    def want(self, tally: Tally) -> None:
        """Note an aggregate. Errors: UnknownGroup, UnknownPeriod for a part that the metric does not have."""
        metric = tally.metric
        wanted = self._of(metric.source)
        if tally not in wanted.aggregates:
            condition = metric.condition(self.scope.during(tally.period), dict(tally.part))
            wanted.aggregates[tally] = metric.aggregate(condition)
            wanted.cells = None

    def divide(self, source: Source, name: str, column: str | Combinable) -> None:
        """Note a column that all aggregates of the source are divided by; one name stands for one column."""
        wanted = self._of(source)
        if name not in wanted.columns:
            wanted.columns[name] = column
            wanted.cells = None

    def cells(self, source: Source) -> list[Cell]:
        """Return what was read. Costs a query when something was noted since the last look."""
        wanted = self._of(source)
        if wanted.cells is None:
            wanted.cells = _read(self.scope, wanted)
        return wanted.cells

    def _of(self, source: Source) -> _Wanted:
        return self._wanted.setdefault(source.code, _Wanted(source))


def _read(scope: Scope, wanted: _Wanted) -> list[Cell]:
    aliases = {f"value_{place}": tally for place, tally in enumerate(wanted.aggregates)}
    aggregates = {alias: wanted.aggregates[tally] for alias, tally in aliases.items()}
    names = {f"group_{place}": name for place, name in enumerate(wanted.columns)}
    # order_by() drops the ordering, whose columns would join GROUP BY and split the groups.
    rows = wanted.source.rows(scope, scope.counted).order_by()
    if names:
        columns = {alias: _expression(wanted.columns[name]) for alias, name in names.items()}
        found = list(rows.values(**columns).annotate(**aggregates))
    else:
        found = [rows.aggregate(**aggregates)]
    return [
        Cell(
            {name: row[alias] for alias, name in names.items()},
            {tally: tally.metric.number(row[alias]) for alias, tally in aliases.items()},
        )
        for row in found
    ]


def _expression(group: str | Combinable) -> Combinable:
    return F(group) if isinstance(group, str) else group


@dataclass(frozen=True)
class Reading:
    """The figures of one scope; sums add up over groups, ratios are recomputed from their terms."""

    scope: Scope
    gathering: Gathering
    asked: frozenset[Tally]

    def value(self, figure: Figure, period: Period | None = None, **part: object) -> Number | None:
        """Return a figure of the whole, or of the part with these group values; a ratio may be None.

        Errors: KeyError for a metric or period that was not asked for.
        """
        if isinstance(figure, Ratio):
            return figure.of(
                self.count(figure.numerator, period, **part), self.count(figure.denominator, period, **part)
            )
        return self.count(figure, period, **part)

    def count(self, metric: Metric, period: Period | None = None, **part: object) -> Number:
        """Return a metric's number, which is never None."""
        tally = self._tally(metric, period)
        matching = (
            cell.values[tally]
            for cell in self.gathering.cells(metric.source)
            if all(cell.groups[name] == wanted for name, wanted in part.items())
        )
        return metric.number(sum(matching))

    def groups(self, metric: Metric, name: str, period: Period | None = None) -> list[Any]:
        """Return the values of a group that have rows, in no particular order."""
        tally = self._tally(metric, period)
        cells = self.gathering.cells(metric.source)
        return list(dict.fromkeys(cell.groups[name] for cell in cells if cell.values[tally]))

    def _tally(self, metric: Metric, period: Period | None) -> Tally:
        tally = Tally(metric, period or self.scope.period)
        if tally not in self.asked:
            raise KeyError(metric.code)
        return tally


def read(
    scope: Scope,
    figures: Iterable[Figure],
    *,
    by: Groups | None = None,
    also: Iterable[tuple[Metric, Period]] = (),
    into: Gathering | None = None,
) -> Reading:
    """Return the figures of a scope, and the metrics of `also` in periods of their own, grouped as `by` says.

    Shape:  a Reading; each source is read in one query with one conditional aggregate per metric and period, shared
            with the other readers of the gathering `into`.
    """
    gathering = into or Gathering(scope)
    tallies = {Tally(metric, scope.period): None for figure in figures for metric in terms_of(figure)}
    tallies |= {Tally(metric, period): None for metric, period in also}
    for tally in tallies:
        gathering.want(tally)
        for name, column in (by or {}).get(tally.metric.source.code, {}).items():
            gathering.divide(tally.metric.source, name, column)
    return Reading(scope, gathering, frozenset(tallies))
