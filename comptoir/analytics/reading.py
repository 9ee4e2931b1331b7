"""Reading many metrics at once: one query per source, whatever the number of metrics, periods and groups."""

from collections.abc import Iterable, Mapping
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
    asked = {(metric.code, scope.period.code): (metric, scope.period) for f in figures for metric in terms_of(f)}
    asked |= {(metric.code, period.code): (metric, period) for metric, period in also}
    by_source: dict[str, dict[Key, tuple[Metric, Period]]] = {}
    for key, (metric, period) in asked.items():
        by_source.setdefault(metric.source.code, {})[key] = (metric, period)
    for code, questions in by_source.items():
        source = next(iter(questions.values()))[0].source
        _read_source(reading, source, questions, (by or {}).get(code, {}))
    return reading


def _read_source(
    reading: Reading,
    source: Source,
    questions: Mapping[Key, tuple[Metric, Period]],
    groups: Mapping[str, str | Combinable],
) -> None:
    scope = reading.scope
    aliases = {f"value_{position}": key for position, key in enumerate(questions)}
    aggregates = {
        alias: questions[key][0].aggregate(questions[key][0].condition(scope.during(questions[key][1])))
        for alias, key in aliases.items()
    }
    names = {f"group_{position}": name for position, name in enumerate(groups)}
    rows = source.rows(scope, scope.counted).order_by()
    if not groups:
        found = [rows.aggregate(**aggregates)]
    else:
        columns = {alias: _expression(groups[name]) for alias, name in names.items()}
        found = list(rows.values(**columns).annotate(**aggregates))
    for alias, key in aliases.items():
        metric = questions[key][0]
        reading.cells[key] = [
            ({name: row[group] for group, name in names.items()}, metric.number(row[alias])) for row in found
        ]


def _expression(group: str | Combinable) -> Combinable:
    return F(group) if isinstance(group, str) else group
