"""Conditions on users and departments: from the parameters of a call to a query; only declared fields are used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo

from django.db.models import Q

from comptoir.kit.filters import NO_ROW, OF_QUERIES, Condition, Group, Op, Order, fold
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.filters import parse_classic, parse_order
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import read_datetime, read_flag, read_integer, read_text
from comptoir.rest.rows.fields import RowField

OWN_PARAMETERS = frozenset({"filter", "sort", "order", "select", "start", "admin_mode", "image_resize", "auth"})
LOOKUPS = {
    Op.EQ: "",
    Op.GT: "__gt",
    Op.GTE: "__gte",
    Op.LT: "__lt",
    Op.LTE: "__lte",
    Op.CONTAINS: "__icontains",
    Op.LIKE: "__like",
}


def conditions_of(call: Call) -> Group:
    """Return the conditions of FILTER, and those among the top-level parameters."""
    return parse_classic({**top_level(call), **{key.upper(): value for key, value in call.mapping("filter").items()}})


def top_level(call: Call) -> dict[str, Value]:
    """Return the parameters that are names of fields."""
    return {name.upper(): call.params[name] for name in call.params if name.lower() not in OWN_PARAMETERS}


def ordering_of(call: Call, fields: Mapping[str, RowField]) -> list[str]:
    """Return the ordering of `sort` and `order`, or of {field: direction}, which generic clients send here too."""
    direction = call.params.get("order")
    steps = parse_order(direction if isinstance(direction, dict) else {call.text("sort", "ID"): direction})
    return row_ordering(steps, fields)


def row_condition(group: Group, fields: Mapping[str, RowField], zone: tzinfo) -> Q:
    """Return the condition on rows; unknown fields are ignored, as the reference does."""

    def positive(condition: Condition) -> Q | None:
        entry = fields.get(condition.field.upper())
        return None if entry is None else _positive(entry, condition, zone)

    return fold(group, positive, OF_QUERIES)


def row_ordering(steps: Iterable[Order], fields: Mapping[str, RowField]) -> list[str]:
    """Return the columns to sort by; the id comes last, so that pages do not overlap. Unknown fields are ignored."""
    columns = [
        ("-" if step.descending else "") + entry.column
        for step in steps
        if (entry := fields.get(step.field.upper())) is not None and entry.column
    ]
    return [*columns, "id"]


def _positive(entry: RowField, condition: Condition, zone: tzinfo) -> Q | None:
    """Return the meaning of one condition; a value that cannot be read matches no row."""
    op, value = condition.op, condition.value
    if not entry.column:
        return _constant(entry, condition)
    if op is Op.EMPTY:
        if entry.kind == "boolean":
            return Q(**{entry.column: False})
        return Q(**{entry.column: ""}) if entry.kind == "string" else Q(**{f"{entry.column}__isnull": True})
    read = _reader("string" if op is Op.LIKE else entry.kind, zone)
    try:
        if op in (Op.IN, Op.BETWEEN):
            members = [read(item) for item in value] if isinstance(value, tuple) else []
            lookup = "in" if op is Op.IN else "range"
            return Q(**{f"{entry.column}__{lookup}": members})
        return Q(**{entry.column + _lookup(entry, op): read(_scalar(value))})
    except ValueError:
        return NO_ROW


def _lookup(entry: RowField, op: Op) -> str:
    if op is Op.EQ and entry.kind == "string":
        return "__iexact"
    return LOOKUPS[op]


def _reader(kind: str, zone: tzinfo) -> Callable[[object], object]:
    if kind == "integer":
        return lambda value: read_integer(_scalar(value))
    if kind == "boolean":
        return lambda value: read_flag(_scalar(value))
    if kind == "datetime":
        return lambda value: read_datetime(_scalar(value), zone)
    return lambda value: read_text(_scalar(value))


def _scalar(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise ValueError("one value is expected")


def _constant(entry: RowField, condition: Condition) -> Q | None:
    """Compare with a constant, such as the type of users; a field without column and constant is ignored."""
    if not entry.constant or condition.op not in (Op.EQ, Op.IN):
        return None
    wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return Q() if entry.constant in wanted else NO_ROW
