"""Conditions on users and departments, from the neutral filter language to a query; only declared fields are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo

from django.db.models import Q

from comptoir.kit.filters import Condition, Group, Op, Order
from comptoir.rest.phparray import Value
from comptoir.rest.row_fields import RowField
from comptoir.rest.values import read_datetime, read_flag, read_integer, read_text

NONE = Q(pk__in=())
LOOKUPS = {Op.EQ: "", Op.GT: "__gt", Op.GTE: "__gte", Op.LT: "__lt", Op.LTE: "__lte", Op.CONTAINS: "__icontains"}
OPPOSITE = {Op.NE: Op.EQ, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS, Op.NOT_LIKE: Op.LIKE, Op.NOT_EMPTY: Op.EMPTY}


def row_condition(group: Group, fields: Mapping[str, RowField], zone: tzinfo) -> Q:
    """Return the condition on rows; fields that they do not have are left out, as the reference does."""
    joined = NONE if group.joiner == "OR" else Q()
    for part in group.parts:
        if isinstance(part, Group):
            condition = row_condition(part, fields, zone)
        elif (entry := fields.get(part.field.upper())) is not None:
            condition = _condition(entry, part, zone)
        else:
            continue
        joined = joined | condition if group.joiner == "OR" else joined & condition
    return joined


def row_ordering(steps: Iterable[Order], fields: Mapping[str, RowField]) -> list[str]:
    """Return the columns to sort by, the id last so that pages are stable; unknown fields are left out."""
    columns = [
        ("-" if step.descending else "") + entry.column
        for step in steps
        if (entry := fields.get(step.field.upper())) is not None and entry.column
    ]
    return [*columns, "id"]


def _condition(entry: RowField, condition: Condition, zone: tzinfo) -> Q:
    if not entry.column:
        return _constant(entry, condition)
    if condition.op in OPPOSITE:
        return ~_positive(entry, OPPOSITE[condition.op], condition.value, zone)
    return _positive(entry, condition.op, condition.value, zone)


def _positive(entry: RowField, op: Op, value: object, zone: tzinfo) -> Q:
    """Return the condition of a question that is not negated; a value that does not fit the field matches nobody."""
    if op is Op.EMPTY:
        if entry.kind == "boolean":
            return Q(**{entry.column: False})
        return Q(**{entry.column: ""}) if entry.kind == "string" else Q(**{f"{entry.column}__isnull": True})
    read = _reader(entry, zone)
    try:
        if op in (Op.IN, Op.BETWEEN):
            members = [read(item) for item in value] if isinstance(value, tuple) else []
            lookup = "in" if op is Op.IN else "range"
            return Q(**{f"{entry.column}__{lookup}": members})
        if op is Op.LIKE:
            return _like(entry, read_text(_scalar(value)))
        return Q(**{entry.column + _lookup(entry, op): read(_scalar(value))})
    except ValueError:
        return NONE


def _lookup(entry: RowField, op: Op) -> str:
    if op is Op.EQ and entry.kind == "string":
        return "__iexact"
    return LOOKUPS[op]


def _like(entry: RowField, pattern: str) -> Q:
    """Return text that begins, ends or stands where `%` leaves room; a `%` in the middle asks for both sides."""
    head, *rest = pattern.split("%")
    condition = Q(**{f"{entry.column}__istartswith": head}) if head else Q()
    if not rest:
        return Q(**{f"{entry.column}__iexact": pattern})
    for part in filter(None, rest[:-1]):
        condition &= Q(**{f"{entry.column}__icontains": part})
    return condition & Q(**{f"{entry.column}__iendswith": rest[-1]}) if rest[-1] else condition


def _reader(entry: RowField, zone: tzinfo) -> Callable[[object], object]:
    if entry.kind == "integer":
        return lambda value: read_integer(_scalar(value))
    if entry.kind == "boolean":
        return lambda value: read_flag(_scalar(value))
    if entry.kind == "datetime":
        return lambda value: read_datetime(_scalar(value), zone)
    return lambda value: read_text(_scalar(value))


def _scalar(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise ValueError("one value is expected")


def _constant(entry: RowField, condition: Condition) -> Q:
    """Compare with what every row has, such as the type of users; a field without either does not filter."""
    if not entry.constant:
        return Q()
    wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    return Q() if (condition.op in (Op.EQ, Op.IN)) == (entry.constant in wanted) else NONE
