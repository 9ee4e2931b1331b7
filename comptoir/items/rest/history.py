"""crm.stagehistory.list: the stages that items have entered, for the items that the caller may see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, Q

from comptoir.account.queries import account
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.moment import DATETIME
from comptoir.items.kinds.number import NUMBER
from comptoir.items.kinds.text import TEXT
from comptoir.items.models import StageChange
from comptoir.kit.errors import Forbidden
from comptoir.kit.filters import OF_QUERIES, Condition, Op, fold
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family, camel_error, invalid_argument
from comptoir.rest.protocol.filters import parse_nested, parse_order
from comptoir.rest.protocol.paging import Page, page_of
from comptoir.rest.protocol.registry import method
from comptoir.rest.protocol.values import classic_datetime

CAMEL = Family.CAMEL
LEAD, OLD_INVOICE = 1, 5
# By name in REST: column and kind. Leads have no pipelines, and STATUS in their names where others have STAGE.
COMMON = {
    "ID": ("id", NUMBER),
    "TYPE_ID": ("type", NUMBER),
    "OWNER_ID": ("item_id", NUMBER),
    "CREATED_TIME": ("at", DATETIME),
}
STAGED = {
    **COMMON,
    "CATEGORY_ID": ("pipeline_id", NUMBER),
    "STAGE_SEMANTIC_ID": ("semantics", TEXT),
    "STAGE_ID": ("stage", TEXT),
}
OF_LEADS = {**COMMON, "STATUS_SEMANTIC_ID": ("semantics", TEXT), "STATUS_ID": ("stage", TEXT)}
LOOKUPS = {
    Op.EQ: "",
    Op.IN: "__in",
    Op.BETWEEN: "__range",
    Op.GT: "__gt",
    Op.GTE: "__gte",
    Op.LT: "__lt",
    Op.LTE: "__lte",
    Op.CONTAINS: "__icontains",
    Op.LIKE: "__like",
}
Columns = dict[str, tuple[str, Kind]]


@method(
    "crm.stagehistory.list",
    family=CAMEL,
    summary="Lists the moves of leads, deals or invoices through their stages, 50 a page.",
    params={
        "entityTypeId": "1 lead, 2 deal, 31 invoice",
        "filter": "conditions",
        "order": "field and direction",
        "select": "names of fields",
        "start": "the row to begin with",
    },
    example={"entityTypeId": 2, "filter": {"OWNER_ID": 7}, "order": {"ID": "DESC"}},
)
def stage_history(call: Call) -> Page:
    number = call.need_integer("entityTypeId")
    item_type = item_types.by_id(number)
    columns = OF_LEADS if number in (LEAD, OLD_INVOICE) else STAGED
    conditions = parse_nested(call.mapping("filter"))
    where = fold(conditions, lambda condition: _condition(condition, columns), OF_QUERIES)
    order = _ordering(call, columns)
    rows = StageChange.objects.filter(where, item_type=number).order_by(*order)
    if item_type is None or not item_type.stage_directory or item_type.code == "quote":
        if number != OLD_INVOICE:
            raise camel_error("ENTITY_TYPE_NOT_SUPPORTED", f"Entity type {number} is not supported")
        rows = rows.none()
    else:
        rows = rows.filter(item_id__in=_visible_ids(call, item_type))
    return page_of(rows, call.start, _encoder(call, columns), wrap="items")


def _visible_ids(call: Call, item_type: ItemType) -> Any:
    if not item_type.allowed(call.user):
        raise Forbidden
    return item_type.visible_to(call.user).values("pk")


def _condition(condition: Condition, columns: Columns) -> Q:
    if condition.field not in columns:
        raise invalid_argument(f"Invalid filter: field '{condition.field}' is not allowed in filter")
    column, kind = columns[condition.field]
    if condition.op is Op.EMPTY:
        return Q(**{f"{column}__isnull": True}) if kind is not TEXT else Q(**{column: ""})
    texts = condition.op in (Op.CONTAINS, Op.LIKE)
    try:
        value = _value(condition.value, TEXT if texts else kind)
    except ValueError as error:
        raise invalid_argument(f"Invalid filter: field '{condition.field}' has invalid value") from error
    if texts and kind is not TEXT:
        raise invalid_argument(f"Invalid filter: field '{condition.field}' has invalid value")
    return Q(**{column + LOOKUPS[condition.op]: value})


def _value(given: Any, kind: Kind) -> Any:
    if isinstance(given, tuple):
        return [_value(entry, kind) for entry in given]
    value = kind.read_rest(given, account().zone)
    if value is None:
        raise ValueError("a value is expected")
    return value


def _ordering(call: Call, columns: Columns) -> list[Any]:
    steps = []
    for order in parse_order(call.mapping("order"), CAMEL):
        if order.field not in columns:
            raise invalid_argument(f"Invalid order: field '{order.field}' is not allowed in order")
        column = F(columns[order.field][0])
        steps.append(column.desc() if order.descending else column.asc())
    return [*steps, "id"]


def _encoder(call: Call, columns: Columns) -> Callable[[Sequence[StageChange]], list[object]]:
    wanted = [name for name in columns if name in call.names()] or list(columns)
    zone = account().zone

    def encode(change: StageChange) -> dict[str, object]:
        values = {name: getattr(change, columns[name][0]) for name in wanted}
        if "CREATED_TIME" in values:
            values["CREATED_TIME"] = classic_datetime(change.at, zone)
        return values

    return lambda changes: [encode(change) for change in changes]
