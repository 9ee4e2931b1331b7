"""How a figure came about: its terms, the dates tested, what was left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, Min

from comptoir.access.models import User
from comptoir.analytics.metric import Dating, Figure, LeftOut, Metric, Number, Ratio, terms_of
from comptoir.analytics.questions import groups_of, units_of
from comptoir.analytics.scope import Rows, Scope, everything, sees_all
from comptoir.kit.text import Text


@dataclass(frozen=True)
class Term:
    """One input of a figure, with the first and the last date of its rows."""

    metric: Metric
    value: Number
    dated_by: Dating
    first: date | None
    last: date | None


@dataclass(frozen=True)
class Exclusion:
    metric: Metric
    count: Number
    reason: Text


@dataclass(frozen=True)
class Explanation:
    """`is_partial` says that rows are hidden from the viewer, never how many."""

    figure: Figure
    scope: Scope
    value: Number | None
    terms: list[Term]
    exclusions: list[Exclusion]
    is_partial: bool


def explain(figure: Figure, scope: Scope, part: Mapping[str, str] | None = None) -> Explanation:
    """Return formula, inputs and exclusions of a figure for one scope. Costs a query per term and exclusion.

    Errors: UnknownGroup.
    """
    terms = [_term(metric, scope, part) for metric in terms_of(figure)]
    value = figure.of(terms[0].value, terms[1].value) if isinstance(figure, Ratio) else terms[0].value
    exclusions = [
        Exclusion(left.metric, left.metric.value(scope, part), left.reason)
        for left in {left.metric.code: left for left in _left_out(figure)}.values()
        if set(part or {}) <= {*groups_of(left.metric), *units_of(left.metric)}
    ]
    return Explanation(figure, scope, value, terms, exclusions, bool(hidden(scope, [figure])))


def hidden(scope: Scope, figures: Iterable[Figure]) -> set[str]:
    """Return the codes of the metrics some of whose rows the viewer may not see. At most one query."""
    if sees_all(scope.viewer):
        return set()
    asked = {metric.code: metric for figure in figures for metric in terms_of(figure)}
    tests = {f"hidden_{code}": Exists(_unseen(metric, scope)) for code, metric in asked.items()}
    row = User.objects.filter(pk=scope.viewer.pk).values(**tests).first() or {}
    return {code for code in asked if row.get(f"hidden_{code}")}


def _unseen(metric: Metric, scope: Scope) -> Rows:
    return metric.rows(scope, gate=everything).exclude(pk__in=metric.rows(scope).values("pk"))


def _term(metric: Metric, scope: Scope, part: Mapping[str, str] | None) -> Term:
    wanted: dict[str, object] = {"value": metric.aggregate()}
    if metric.dated_by.column:
        wanted |= {"first": Min(metric.dated_by.column), "last": Max(metric.dated_by.column)}
    found = metric.rows(scope, part, scope.counted).aggregate(**wanted)
    value = metric.number(found["value"])
    return Term(metric, value, metric.dated_by, found.get("first"), found.get("last"))


def _left_out(figure: Figure) -> list[LeftOut]:
    own = list(figure.left_out)
    return own + [left for metric in figure.terms for left in metric.left_out] if isinstance(figure, Ratio) else own
