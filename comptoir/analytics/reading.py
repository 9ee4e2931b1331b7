"""Reading many metrics at once: one query per source, whatever the number of metrics, periods and groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.db.models.expressions import Combinable

from comptoir.analytics.metric import Figure, Metric, Number, Ratio, Source, terms_of
from comptoir.analytics.scope import Scope
from comptoir.kit.period import Period

# Source code -> {name of a group: expression}; the values of metrics of that source are kept per group.
Groups = Mapping[str, Mapping[str, str | Combinable]]
Key = tuple[str, str]


@dataclass
class Reading:
    """What was read for one scope; sums add up over groups, ratios are computed anew from their terms."""

    scope: Scope
    cells: dict[Key, list[tuple[dict[str, Any], Number]]] = field(default_factory=dict)

    def value(self, figure: Figure, period: Period | None = None, **part: Any) -> Number | None:
        """Return a figure of the whole, or of the part with these group values; a ratio may be None.

        Errors: KeyError for a metric or period that was not asked for.
        """
        if isinstance(figure, Ratio):
            return figure.of(
                self.count(figure.numerator, period, **part), self.count(figure.denominator, period, **part)
            )
        return self.count(figure, period, **part)

    def count(self, metric: Metric, period: Period | None = None, **part: Any) -> Number:
        """Return a metric's number, which is never None."""
        cells = self.cells[(metric.code, (period or self.scope.period).code)]
        matching = (value for group, value in cells if all(group[name] == wanted for name, wanted in part.items()))
        return metric.number(sum(matching))

    def groups(self, metric: Metric, name: str, period: Period | None = None) -> list[Any]:
        """Return the values of a group that have rows, in no particular order."""
        cells = self.cells[(metric.code, (period or self.scope.period).code)]
        return list(dict.fromkeys(group[name] for group, value in cells if value))


def read(
    scope: Scope,
    figures: Iterable[Figure],
    *,
    by: Groups | None = None,
    also: Iterable[tuple[Metric, Period]] = (),
) -> Reading:
    """Return the figures of a scope, and the metrics of `also` in periods of their own, grouped as `by` says.

    Shape:  a Reading; each source is read in one query with one conditional aggregate per metric and period.
    """
    reading = Reading(scope)
    tallies = {Tally(metric, scope.period): None for figure in figures for metric in terms_of(figure)}
    tallies |= {Tally(metric, period): None for metric, period in also}
    for source in {tally.metric.source.code: tally.metric.source for tally in tallies}.values():
        own = [tally for tally in tallies if tally.metric.source.code == source.code]
        cells = read_cells(scope, source, own, (by or {}).get(source.code, {}))
        for tally in own:
            key = (tally.metric.code, tally.period.code)
            reading.cells[key] = [(cell.groups, cell.values[tally]) for cell in cells]
    return reading


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

    groups: dict[str, Any]
    values: dict[Tally, Number]


def read_cells(
    scope: Scope, source: Source, tallies: Sequence[Tally], groups: Mapping[str, str | Combinable]
) -> list[Cell]:
    """Return the aggregates over a source, divided by the groups {name: column}. One query.

    Errors: UnknownGroup, UnknownPeriod for a part that a metric does not have.
    """
    aggregates = {
        f"value_{place}": tally.metric.aggregate(tally.metric.condition(scope.during(tally.period), dict(tally.part)))
        for place, tally in enumerate(tallies)
    }
    names = {f"group_{place}": name for place, name in enumerate(groups)}
    rows = source.rows(scope, scope.counted).order_by()
    if groups:
        columns = {alias: _expression(groups[name]) for alias, name in names.items()}
        found = list(rows.values(**columns).annotate(**aggregates))
    else:
        found = [rows.aggregate(**aggregates)]
    return [
        Cell(
            {name: row[alias] for alias, name in names.items()},
            {tally: tally.metric.number(row[f"value_{place}"]) for place, tally in enumerate(tallies)},
        )
        for row in found
    ]


def _expression(group: str | Combinable) -> Combinable:
    return F(group) if isinstance(group, str) else group
