"""What programs get: a client's profile, the catalogue of figures, the records behind one, how it came about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from msgspec import UNSET, Struct, UnsetType

from comptoir.account.queries import local_day
from comptoir.activities.metrics import ACTIVITIES, MISSED, PLANNED, UNCOUNTED
from comptoir.analytics.explain import explain, hidden
from comptoir.analytics.metric import Figure, Metric, Ratio, metrics
from comptoir.analytics.questions import Part, Question, ask, groups_of, units_of
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import BadRequest
from comptoir.kit.period import ALL_TIME
from comptoir.kit.text import Text
from comptoir.profile.comparison.beside import AUTOMATIC, compared
from comptoir.profile.comparison.peers import PeerFigures
from comptoir.profile.drilldown.export import EXPORTED_AS, plain_value
from comptoir.profile.drilldown.records import KINDS
from comptoir.profile.metrics import PAIRS
from comptoir.profile.programs.requests import COMPARISONS, one_of
from comptoir.profile.programs.results import (
    Among,
    Days,
    Excluded,
    Result,
    Slice,
    Value,
    days_of,
    results,
    rule_of,
    written,
)
from comptoir.profile.request import Asked
from comptoir.profile.time_travel import in_its_time
from comptoir.sales.metrics.deals import CLOSED, DEALS_ALIVE, WON_VALUE
from comptoir.sales.metrics.invoices import CANCELLED, INVOICED

DIVIDED = ("channel", "direction")
# Together their rows are all that figures are made of.
SEEN = (ACTIVITIES, PLANNED, MISSED, UNCOUNTED, PAIRS, DEALS_ALIVE, CLOSED, INVOICED, CANCELLED)
MOST_ITEMS = 200


class Subject(Struct):
    type: str
    id: int
    title: str
    url: str


class Profile(Struct):
    """All figures of a client in a period. `limited`: some records are hidden from the reader, and not counted."""

    client: Subject
    period: Days
    responsible: int | None
    rollup: str
    limited: bool
    activities: dict[str, list[Slice]]
    metrics: dict[str, Result]


class LeftOut(Struct):
    metric: str
    reason: dict[str, str]


class MetricInfo(Struct, omit_defaults=True):
    """A figure's declaration: `label`, `meaning` and other texts by language."""

    id: str
    label: dict[str, str]
    meaning: dict[str, str]
    unit: str
    totals: str
    better: int
    version: int
    left_out: list[LeftOut]
    groups: list[str]
    units: list[str]
    reads: dict[str, str] | UnsetType = UNSET
    dated_by: dict[str, str] | UnsetType = UNSET
    formula: dict[str, str] | UnsetType = UNSET
    numerator: str | UnsetType = UNSET
    denominator: str | UnsetType = UNSET


class Record(Struct):
    """A record behind a figure; `values` are those of its list's columns."""

    type: str
    id: int
    title: str
    url: str
    values: dict[str, str | int]


class Records(Struct):
    """A page of the records: `total` counts all, `sum` adds up what the figure sums; `next` is the next cursor."""

    metric: str
    items: list[Record]
    total: int
    sum: Value
    next: str | None


class Term(Struct):
    """One input of a figure: the date that was tested, and the first and last day of its records."""

    metric: str
    label: str
    value: Value
    dated_by: str
    first: date | None
    last: date | None


class Explained(Struct):
    """How a figure came about. `hidden`: some records are out of the reader's sight, never how many."""

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


def profile_of(asked: Asked) -> Profile:
    """Return all figures of a client, and its activities by channel and by direction. Two queries a source."""
    with in_its_time(asked):
        return _profile(asked)


def answers_of(
    asked: Asked, figures: Iterable[Figure], *, by: str = "", part: Part = (), compare: str = ""
) -> dict[str, Result]:
    """Return some figures, divided, of a part, beside the previous period or similar clients if asked.

    Errors: UnknownParameter, UnknownGroup, UnknownPeriod (in a part).
    """
    comparison = one_of("compare", compare, COMPARISONS)
    with in_its_time(asked):
        found = results(asked.scope, figures, by=by, part=part, compare=comparison == "previous")
    if comparison == "peers":
        _place(replace(asked, compare=AUTOMATIC), found, part)
    return found


def _place(asked: Asked, found: Mapping[str, Result], part: Part) -> None:
    """Say of each figure how it stands among similar clients; nothing of parts, and where too few have data."""
    peers = None if part else compared(asked, WON_VALUE.value(asked.scope.during(ALL_TIME))).peers
    for code, result in found.items():
        result.peers = _among(peers, metrics.get(code), result.value) if peers else None


def _among(peers: PeerFigures, figure: Figure, value: Value) -> Among | None:
    place = peers.place_of(figure.code, None if value is None else Decimal(str(value)))
    if place is None:
        return None
    higher_than = round(float(place.higher_than), 1)
    return Among(peers.peers.name, place.others, written(figure, place.median), higher_than)


def _profile(asked: Asked) -> Profile:
    scope = asked.scope
    divided = {name: Question(ACTIVITIES, scope.period, name) for name in DIVIDED}
    answers = ask(scope, divided.values())
    slices = {
        name: [Slice(each.key, each.label, written(ACTIVITIES, each.value)) for each in answers.points(question)]
        for name, question in divided.items()
    }
    title = asked.item_type.title_of(asked.item)
    return Profile(
        Subject(scope.client.type_code, asked.item.pk, title, card_url(asked.item_type, asked.item.pk)),
        days_of(scope.period),
        scope.responsible,
        "contacts" if scope.client.with_contacts else "none",
        bool(hidden(scope, SEEN)),
        slices,
        results(scope, metrics.all()),
    )


def catalogue() -> list[MetricInfo]:
    """Return the declarations of all figures, their texts in every language of the product."""
    return [metric_info(figure) for figure in metrics]


def metric_info(figure: Figure) -> MetricInfo:
    found = MetricInfo(
        figure.code,
        _texts(figure.label),
        _texts(figure.meaning),
        figure.unit.value,
        figure.totals.value,
        figure.better,
        figure.version,
        [LeftOut(left.metric.code, _texts(left.reason)) for left in figure.left_out],
        list(groups_of(figure)),
        list(units_of(figure)),
    )
    if isinstance(figure, Ratio):
        found.formula = _texts(figure.formula)
        found.numerator, found.denominator = figure.numerator.code, figure.denominator.code
    else:
        found.reads, found.dated_by = _texts(figure.source.label), _texts(figure.dated_by.text)
    return found


def _texts(text: Text) -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = str(text)
    return found


def records_of(metric: Metric, asked: Asked, part: Mapping[str, str], cursor: str, limit: int) -> Records:
    """Return a page of the records that a figure counts, the newest first. Errors: UnknownGroup, BadRequest."""
    with in_its_time(asked):
        return _records(metric, asked, part, cursor, limit)


def _records(metric: Metric, asked: Asked, part: Mapping[str, str], cursor: str, limit: int) -> Records:
    scope, kind = asked.scope, KINDS[metric.source.item_type]
    rows = metric.rows(scope, part)
    total = metric.number(rows.aggregate(total=metric.aggregate())["total"])
    count = rows.count() if metric.sums else int(total)
    beyond = rows.filter(pk__lt=_position(cursor)) if cursor else rows
    ids = list(beyond.order_by("-pk").values_list("pk", flat=True)[: min(max(limit, 1), MOST_ITEMS) + 1])
    shown = ids[: min(max(limit, 1), MOST_ITEMS)]
    drawn = kind.load(rows.filter(pk__in=shown).order_by("-pk"), scope)
    codes = [column.code for column in kind.columns if not column.sums or column.sums == metric.sums]
    type_code = EXPORTED_AS.get(metric.source.item_type, metric.source.item_type)
    items = [_record(type_code, codes, row) for row in drawn]
    return Records(metric.code, items, count, written(metric, total), str(shown[-1]) if len(ids) > len(shown) else None)


def _position(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 18:
        raise BadRequest
    return int(cursor)


def _record(type_code: str, codes: list[str], row: Mapping[str, object]) -> Record:
    item, values = row["item"], {code: _plain(plain_value(code, row)) for code in codes}
    if "currency" in row:
        values["currency"] = str(row["currency"])
    pk: int = item.pk  # type: ignore[attr-defined]
    return Record(type_code, pk, str(row["title"]), card_url(item_types.get(type_code), pk), values)


def _plain(value: str | int | Decimal) -> str | int:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def explained(figure: Figure, asked: Asked, part: Part) -> Explained:
    """Return formula, inputs, dates and exclusions of a figure in the reader's language. Errors: UnknownGroup."""
    with in_its_time(asked):
        found = explain(figure, asked.scope, dict(part))
    return Explained(
        figure.code,
        str(figure.label),
        str(figure.meaning),
        str(figure.formula) if isinstance(figure, Ratio) else None,
        written(figure, found.value),
        figure.unit.value,
        days_of(asked.scope.period),
        [
            Term(term.metric.code, str(term.metric.label), written(term.metric, term.value), str(term.dated_by.text),
                 _day(term.first), _day(term.last))
            for term in found.terms
        ],
        [Excluded(str(left.reason), int(left.count), left.metric.code) for left in found.exclusions],
        found.is_partial,
        asked.scope.as_of,
        rule_of(figure),
    )  # fmt: skip


def _day(found: date | None) -> date | None:
    return local_day(found) if isinstance(found, datetime) else found
