"""The records behind a figure, page by page, the newest first."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from comptoir.access.models import User
from comptoir.analytics.errors import UnknownMetric
from comptoir.analytics.metric import Figure, Metric
from comptoir.analytics.records import Record as Row
from comptoir.analytics.records import RecordColumn, RecordTable
from comptoir.api.operations import Given, Operation, Parameter
from comptoir.kit.errors import BadRequest
from comptoir.profile.asked_figure import find_figure, find_term
from comptoir.profile.operations.figures import Value, written
from comptoir.profile.operations.parameters import CLIENT, GROUPS, METRIC, PART, SCOPE, read_asked, read_part
from comptoir.profile.request import Asked
from comptoir.profile.time_travel import in_its_time

MOST_ITEMS = 200
USUAL_LIMIT = 50


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


def records_of(given: Given, viewer: User) -> Records:
    """Return a page of the records that a figure counts. Errors: as those of its parameters, BadRequest."""
    figure = find_figure(given.text("metric"))
    asked = read_asked(given, viewer)
    limit = given.text("limit", str(USUAL_LIMIT))
    if not limit.isascii() or not limit.isdecimal() or len(limit) > 6:
        raise BadRequest
    part, term = read_part(figure, given), term_of(figure, given.text("term"))
    with in_its_time(asked):
        return _records(term, asked, part, given.text("cursor"), int(limit))


def _records(metric: Metric, asked: Asked, part: Mapping[str, str], cursor: str, limit: int) -> Records:
    scope, table = asked.scope, metric.source.records
    rows = metric.rows(scope, part)
    total = metric.number(rows.aggregate(total=metric.aggregate())["total"])
    count = rows.count() if metric.sums else int(total)
    beyond = rows.filter(pk__lt=_position(cursor)) if cursor else rows
    size = min(max(limit, 1), MOST_ITEMS)
    ids = list(beyond.order_by("-pk").values_list("pk", flat=True)[: size + 1])
    shown = ids[:size]
    columns = table.columns_with(metric.sums)
    items = [_record(table, columns, row) for row in table.load(rows.filter(pk__in=shown).order_by("-pk"), scope)]
    return Records(metric.code, items, count, written(metric, total), str(shown[-1]) if len(ids) > size else None)


def _position(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 18:
        raise BadRequest
    return int(cursor)


def _record(table: RecordTable[Any], columns: Sequence[RecordColumn[Any]], row: Row) -> Record:
    values = {column.code: _plain(column.plain(row)) for column in columns}
    return Record(table.item_type, row.item.pk, row.title, row.url, values)


def _plain(value: str | int | Decimal) -> str | int:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def term_of(figure: Figure, code: str) -> Metric:
    """Return the metric whose records are listed: of a ratio the term asked for, its numerator unless one is named.

    Errors: UnknownMetric for a term that the figure does not have.
    """
    found = find_term(figure, code)
    if found is None:
        raise UnknownMetric
    return found


ITEMS = Operation(
    f"The records behind a figure, the newest first. {GROUPS}",
    records_of,
    Records,
    {
        **METRIC,
        **CLIENT,
        **SCOPE,
        "term": Parameter("Of a rate: the figure whose records are listed."),
        **PART,
        "cursor": Parameter("`next` of the page before."),
        "limit": Parameter("Records a page, 50 unless said, 200 at most.", int),
    },
    needed=("metric", "type", "id"),
)
