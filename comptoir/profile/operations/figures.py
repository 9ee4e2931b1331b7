"""Some figures of a client, divided and compared if asked: the same over JSON, REST and the command line.

Counts are whole numbers, money is text (exact decimals of the account's currency), rates and days are numbers with up
to four decimals; null is "no data".
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType, field, to_builtins

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.analytics.metric import Figure, LeftOut, Metric, Number, Ratio, Unit, metrics, terms_of
from comptoir.analytics.questions import Answers, Part, Question, ask, groups_of, units_of
from comptoir.analytics.scope import Scope
from comptoir.api.operations import Given, Operation, Parameter
from comptoir.kit.money import round_for_display
from comptoir.kit.period import ALL_TIME, Period
from comptoir.profile.comparison.beside import AUTOMATIC, compared
from comptoir.profile.comparison.change import previous
from comptoir.profile.comparison.peers import PeerFigures
from comptoir.profile.operations.parameters import (
    CLIENT,
    COMPARISONS,
    PART,
    SCOPE,
    find_figures,
    one_of,
    read_asked,
)
from comptoir.profile.request import Asked
from comptoir.profile.time_travel import in_its_time
from comptoir.sales.metrics.deals import WON_VALUE

Value = int | float | str | None


class Days(Struct, rename={"start": "from", "end": "to"}):
    """A period: its code, first and last day (null: open), and the time zone whose midnights bound it."""

    code: str
    start: date | None
    end: date | None
    tz: str


class Excluded(Struct):
    """Records that are deliberately not in a figure; `metric` lists them."""

    reason: str
    count: int
    metric: str


class Slice(Struct):
    """A part of a figure; `key` is its value as a parameter, for dates the code of a period."""

    key: str
    label: str
    value: Value


class Before(Struct):
    """What a figure was in the previous period."""

    value: Value
    period: Days


class Among(Struct):
    """How a figure stands among similar clients: `higher_than` is the percentage of the others that have less."""

    group: str
    others: int
    median: Value
    higher_than: float


class Result(Struct, omit_defaults=True):
    """A figure: `n` records were counted, of a ratio those of the denominator; `rule` is its definition and version."""

    value: Value
    unit: str
    period: Days
    n: int
    excluded: list[Excluded]
    as_of: datetime
    rule: str
    currency: str | UnsetType = UNSET
    numerator: Value | UnsetType = UNSET
    denominator: Value | UnsetType = UNSET
    points: list[Slice] | UnsetType = UNSET
    previous: Before | UnsetType | None = UNSET
    peers: Among | UnsetType | None = UNSET


def results(
    scope: Scope, figures: Iterable[Figure], *, by: str = "", part: Part = (), compare: bool = False
) -> dict[str, Result]:
    """Return the figures of a scope by code, divided by a group or unit of time where `by` says so. A query a source.

    Errors: UnknownGroup, UnknownPeriod (in a part).
    """
    asked = {figure.code: Question(figure, scope.period, by, part) for figure in figures}
    before = previous(scope) if compare else None
    further = [other for question in asked.values() for other in _beside(question, before)]
    answers = ask(scope, [*asked.values(), *further])
    return {code: _result(question, answers, before, compare) for code, question in asked.items()}


def days_of(period: Period) -> Days:
    return Days(period.code, period.start, period.last_day, account().time_zone)


def written(figure: Figure, value: Number | None) -> Value:
    """Return a figure's value in the form of its unit."""
    if value is None:
        return None
    if figure.unit is Unit.MONEY:
        return f"{round_for_display(Decimal(value), 4).normalize():f}"
    rounded = round_for_display(Decimal(value), 4)
    return int(rounded) if figure.unit is Unit.COUNT else float(rounded)


def rule_of(figure: Figure) -> str:
    return f"{figure.code}@{figure.version}"


def left_out_of(figure: Figure, part: Mapping[str, str]) -> list[LeftOut]:
    """Return what is left out of a figure or of its terms, each metric once, as far as it has that part."""
    own = [*figure.left_out, *(left for metric in terms_of(figure) for left in metric.left_out)]
    once = {left.metric.code: left for left in own}.values()
    return [left for left in once if set(part) <= {*groups_of(left.metric), *units_of(left.metric)}]


def _beside(question: Question, before: Period | None) -> list[Question]:
    """Return what is asked along with a figure: how many records, what is left out, what it was before."""
    found = [replace(question, figure=_records(question.figure), by="")]
    found += [replace(question, figure=term, by="") for term in terms_of(question.figure)]
    found += [_left(question, left) for left in left_out_of(question.figure, dict(question.part))]
    return [*found, replace(question, period=before, by="")] if before else found


def _records(figure: Figure) -> Metric:
    """Return the metric that counts the records of a figure, of a ratio those of its denominator."""
    metric = terms_of(figure)[-1]
    if not metric.sums:
        return metric
    return replace(metric, code=f"{metric.code} records", unit=Unit.COUNT, sums="", left_out=())


def _left(question: Question, left: LeftOut) -> Question:
    return replace(question, figure=left.metric, by="")


def _result(question: Question, answers: Answers, before: Period | None, compare: bool) -> Result:
    figure = question.figure
    whole = replace(question, by="")
    excluded = [
        Excluded(str(left.reason), int(answers.count(_left(question, left))), left.metric.code)
        for left in left_out_of(figure, dict(question.part))
    ]
    found = Result(
        value=written(figure, answers.value(whole)),
        unit=figure.unit.value,
        period=days_of(question.period),
        n=int(answers.count(replace(whole, figure=_records(figure)))),
        excluded=excluded,
        as_of=answers.scope.as_of,
        rule=rule_of(figure),
    )
    if figure.unit is Unit.MONEY:
        found.currency = account().currency
    if isinstance(figure, Ratio):
        top, bottom = (written(term, answers.value(replace(whole, figure=term))) for term in figure.terms)
        found.numerator, found.denominator = top, bottom
    if question.by:
        found.points = [Slice(each.key, each.label, written(figure, each.value)) for each in answers.points(question)]
    if compare:
        found.previous = None
        if before:
            found.previous = Before(written(figure, answers.value(replace(whole, period=before))), days_of(before))
    return found


# --- The operation ---------------------------------------------------------------------------------------------------
class Client(Struct):
    type: str
    id: int


class Query(Struct, forbid_unknown_fields=True):
    """A question: which figures of which client; `group` divides them by a group or a unit of time."""

    subject: Client
    metrics: list[str] = field(default_factory=list)
    period: str = "ALL"
    responsible: int | None = None
    rollup: str = ""
    as_of: str = ""
    group: str = ""
    part: dict[str, str] = field(default_factory=dict)
    compare: str = "none"


class Answer(Struct):
    results: dict[str, Result]


def answers_of(given: Given, viewer: User) -> Answer:
    """Return some figures: divided, of a part, compared with the previous period or similar clients.

    Errors: those of its parameters; UnknownGroup, UnknownPeriod (in a part).
    """
    given = _from_body(given) if given.body is not None else given
    asked = read_asked(given, viewer)
    figures, part = find_figures(given.names("metrics")), tuple(sorted(given.mapping("part").items()))
    comparison = one_of("compare", given.text("compare"), COMPARISONS)
    with in_its_time(asked):
        found = results(asked.scope, figures, by=given.text("group"), part=part, compare=comparison == "previous")
    if comparison == "peers":
        _place(replace(asked, compare=AUTOMATIC), found, part)
    return Answer(found)


def _from_body(given: Given) -> Given:
    """Return what the body of a query says. Errors: BadRequest."""
    said = to_builtins(given.read_body(Query))
    return Given({**said, **said["subject"]})


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


QUERY = Operation(
    "Figures of a client.",
    answers_of,
    Answer,
    {
        **CLIENT,
        **SCOPE,
        "metrics": Parameter("Codes of figures; all without any.", list),
        "group": Parameter("A group of the figures, or day, week, month, quarter, year."),
        **PART,
        "compare": Parameter("none, previous for the period before, or peers for similar clients."),
    },
    needed=("type", "id"),
    takes=Query,
)
