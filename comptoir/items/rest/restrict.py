"""`filter` and `order`: names are looked up among the type's columns, values read as the protocol writes them.

The families differ in what they do not know: the classic one ignores an unknown name and matches nothing for an
unreadable value; crm.item.* refuses both with INVALID_ARG_VALUE.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from comptoir.account.queries import account
from comptoir.items.filters.to_sql import Filter, InvalidFilter
from comptoir.items.rest.columns import Column, FlagFilter
from comptoir.items.rest.rest_type import RestType
from comptoir.kit.filters import NO_ROW, OF_QUERIES, Condition, Group, Op, Order, fold
from comptoir.rest.protocol.errors import Family, invalid_argument
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import filled, read_flag, read_text


class Restriction:
    """Turns the conditions of one request into a Q for one type."""

    def __init__(self, rest_type: RestType, family: Family) -> None:
        self.rest_type = rest_type
        self.family = family
        self.zone = account().zone
        self.filter = Filter(rest_type.item_type, self.zone, country=account().country, has_values=True)

    def q(self, part: Condition | Group) -> Q:
        """Return the condition on rows. Errors: INVALID_ARG_VALUE in crm.item.*."""
        return fold(part, self._condition, OF_QUERIES)

    def _condition(self, condition: Condition) -> Q | None:
        column = self.rest_type.find(condition.field, self.family)
        if column is None or not filterable(column, self.rest_type, self.family):
            if self.family is Family.CLASSIC:
                return None
            raise invalid_argument(f"Invalid filter: field '{condition.field}' is not allowed in filter")
        try:
            read = self._read(column, condition)
            return None if read is None else self.filter.q(read)
        except (ValueError, InvalidFilter) as error:
            if self.family is not Family.CLASSIC:
                message = f"Invalid filter: field '{condition.field}' has invalid value"
                raise invalid_argument(message) from error
            return NO_ROW

    def _read(self, column: Column, condition: Condition) -> Condition | Group | None:
        """Return the condition on the declared field, its values in Python's types; None when it says nothing."""
        if column.flag:
            return self._flag(column.flag, condition)
        if column.field is None:
            raise ValueError("no field stands behind this name")
        kind, value = column.field.kind, condition.value
        if condition.op in (Op.LIKE, Op.CONTAINS):
            read: object = read_text(_scalar(value))
        elif isinstance(value, tuple):
            read = tuple(kind.read_rest(entry, self.zone) for entry in value)
        else:
            read = kind.read_rest(_scalar(value), self.zone)
        if kind.is_reference and read == 0 and condition.op is Op.EQ:
            # REST writes 0 for "no company"; the column is NULL then.
            return Condition(column.field.code, Op.EMPTY)
        return Condition(column.field.code, condition.op, read)

    def _flag(self, flag: FlagFilter, condition: Condition) -> Condition | Group | None:
        if condition.op not in (Op.EQ, Op.IN, Op.EMPTY):
            raise ValueError("a flag can only be compared as a whole")
        given = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        wanted = {bool(read_flag(filled(_scalar(entry)))) for entry in given}
        return flag(wanted.pop(), self.rest_type.item_type) if len(wanted) == 1 else None


def filterable(column: Column, rest_type: RestType, family: Family) -> bool:
    """Say whether the family filters by the column; lists of records only if no reference mirrors them."""
    field = column.field
    if field is None:
        return column.flag is not None
    if family is Family.CLASSIC and field.kind.is_multiple and field.kind.is_reference:
        return not any(other.mirror_of == field.code for other in rest_type.item_type.fields())
    return field.stored and field.kind.is_writable


def ordering(rest_type: RestType, family: Family, orders: Iterable[Order]) -> list[OrderBy]:
    """Return the sorting, with the id last, so that pages never overlap; empty values are the smallest everywhere.

    Errors: INVALID_ARG_VALUE in crm.item.* for a name that cannot be sorted by; the classic family ignores it.
    """
    steps: list[OrderBy] = []
    used: set[str] = set()
    for order in orders:
        column = rest_type.find(order.field, family)
        if column is None or column.field is None or not column.field.stored or column.field.kind.is_multiple:
            if family is Family.CLASSIC:
                continue
            raise invalid_argument(f"Invalid order: field '{order.field}' is not allowed in order")
        if column.field.attribute not in used:
            used.add(column.field.attribute)
            steps.append(_step(rest_type.item_type.model, column.field.attribute, descending=order.descending))
        if column.field.attribute == "id":
            return steps
    return [*steps, F("pk").asc()]


def _step(model: Any, attribute: str, *, descending: bool) -> OrderBy:
    # Only for columns that can be NULL: naming the place of NULL can keep a database from using an index.
    first = True if model._meta.get_field(attribute).null else None
    return F(attribute).desc(nulls_last=first) if descending else F(attribute).asc(nulls_first=first)


def _scalar(value: object) -> Value:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise ValueError("one value is expected")
