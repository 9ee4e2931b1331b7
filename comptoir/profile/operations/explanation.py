"""How a figure came about: its terms, the dates tested, what was left out."""

from datetime import date, datetime

from msgspec import Struct

from comptoir.access.models import User
from comptoir.account.queries import local_day
from comptoir.analytics.explain import explain
from comptoir.analytics.metric import Ratio
from comptoir.api.operations import Given, Operation
from comptoir.profile.asked_figure import find_figure
from comptoir.profile.operations.figures import Days, Excluded, Value, days_of, rule_of, written
from comptoir.profile.operations.parameters import CLIENT, GROUPS, METRIC, PART, SCOPE, read_asked, read_part
from comptoir.profile.time_travel import in_its_time


class Term(Struct):
    """One input of a figure: the date that was tested, and the first and last day of its records."""

    metric: str
    label: str
    value: Value
    dated_by: str
    first: date | None
    last: date | None


class Explained(Struct):
    """How a figure came about. `hidden`: some records are hidden from the viewer; their number is never told."""

    metric: str
    label: str
    meaning: str
    formula: str | None
    value: Value
    unit: str
    period: Days
    terms: list[Term]
    excluded: list[Excluded]
    hidden: bool
    as_of: datetime
    rule: str


def explained(given: Given, viewer: User) -> Explained:
    """Return formula, inputs, dates and exclusions of a figure in the caller's language."""
    figure = find_figure(given.text("metric"))
    asked = read_asked(given, viewer)
    part = read_part(figure, given)
    with in_its_time(asked):
        found = explain(figure, asked.scope, part)
    return Explained(
        figure.code,
        str(figure.label),
        str(figure.meaning),
        str(figure.formula) if isinstance(figure, Ratio) else None,
        written(figure, found.value),
        figure.unit.value,
        days_of(asked.scope.period),
        [
            Term(
                term.metric.code,
                str(term.metric.label),
                written(term.metric, term.value),
                str(term.dated_by.text),
                _day(term.first),
                _day(term.last),
            )
            for term in found.terms
        ],
        [Excluded(str(left.reason), int(left.count), left.metric.code) for left in found.exclusions],
        found.is_partial,
        asked.scope.as_of,
        rule_of(figure),
    )


def _day(found: date | None) -> date | None:
    return local_day(found) if isinstance(found, datetime) else found


EXPLAIN = Operation(
    f"How a figure came about. {GROUPS}",
    explained,
    Explained,
    {**METRIC, **CLIENT, **SCOPE, **PART},
    needed=("metric", "type", "id"),
)
