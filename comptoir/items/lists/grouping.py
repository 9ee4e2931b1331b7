"""A list in groups: how many rows hold each value of a field, and their money in the account's currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, QuerySet, Sum, Value

from comptoir.account.queries import Rates, today
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType
from comptoir.kit.money import from_units

LISTS = (Kind.CHOICE, Kind.STAGE, Kind.PIPELINE)
# The money of a type: the first of these fields that it has.
SUMMED = ("amount", "revenue")
# Amounts are summed in two parts: the sum of ten of the largest possible ones leaves the integers of a database.
PART = 10**9


@dataclass(frozen=True, slots=True)
class Counted:
    """One value with its rows. `value` is "" for none; `amount` is None where the type has no money.

    `unpriced` counts the rows whose amount is not in the sum, because no rate of their currency is known.
    """

    value: str | int
    count: int
    amount: Decimal | None
    unpriced: int = 0


def groupable(item_type: ItemType) -> list[Field]:
    """Return the fields by whose values a list can be grouped: stages and lists, pipelines, responsible people."""
    return [field for field in item_type.fields() if field.stored and _is_groupable(item_type, field)]


def _is_groupable(item_type: ItemType, field: Field) -> bool:
    if field.kind == Kind.PIPELINE:
        return item_type.has_pipelines
    return field.kind in LISTS or field.code in ("responsible", "semantics")


def summed_field(item_type: ItemType) -> Field | None:
    """Return the field whose amounts the groups of a type add up."""
    return next((item_type.field(code) for code in SUMMED if item_type.has(code)), None)


def count_groups(item_type: ItemType, rows: "QuerySet[Any]", field: Field) -> list[Counted]:
    """Return every value of the field that the rows hold, counted and summed, in no particular order.

    One grouped query; where amounts are kept in their own currencies only (companies), three small ones for the rates.
    """
    keyed, money = rows.order_by().values_list(field.attribute), summed_field(item_type)
    if money is None:
        return _merged(Counted(_value(value), count, None) for value, count in keyed.annotate(rows=Count("pk")))
    if _has_account_amount(item_type):
        sums = keyed.annotate(rows=Count("pk"), priced=Count("account_amount"), **_sums("account_amount"))
        return _merged(
            Counted(_value(value), count, _whole(high, low), count - priced) for value, count, priced, high, low in sums
        )
    sums = rows.order_by().values_list(field.attribute, "currency").annotate(rows=Count("pk"), **_sums(money.attribute))
    return _merged(_converted(sums))


def _value(raw: str | int | None) -> str | int:
    return "" if raw is None else raw


def _has_account_amount(item_type: ItemType) -> bool:
    return any(column.name == "account_amount" for column in item_type.model._meta.concrete_fields)


def _sums(column: str) -> dict[str, Sum]:
    """Return the sums of the amounts' high and low parts."""
    return {"high": Sum(_part(column, " / ")), "low": Sum(_part(column, " %% "))}


def _part(column: str, operator: str) -> Func:
    divisor = Value(PART, output_field=BigIntegerField())
    return Func(F(column), divisor, template="(%(expressions)s)", arg_joiner=operator, output_field=BigIntegerField())


def _whole(high: int | None, low: int | None) -> Decimal:
    return from_units(int(high or 0) * PART + int(low or 0))


def _converted(sums: "Iterable[tuple[Any, ...]]") -> Iterable[Counted]:
    """Yield the sums in one currency each, converted at today's rate."""
    rates, day = Rates(), today()
    for value, currency, count, high, low in sums:
        amount = _whole(high, low)
        converted = rates.convert(amount, currency or rates.base, day)
        known = converted.amount if converted else Decimal(0)
        yield Counted(_value(value), count, known, 0 if converted or not amount else count)


def _merged(found: Iterable[Counted]) -> list[Counted]:
    """Add up what belongs to one value: rows without it (null or ""), and rows in several currencies."""
    merged: dict[str | int, Counted] = {}
    for each in found:
        before = merged.get(each.value)
        merged[each.value] = each if before is None else _added(before, each)
    return list(merged.values())


def _added(one: Counted, other: Counted) -> Counted:
    amount = None if one.amount is None or other.amount is None else one.amount + other.amount
    return Counted(one.value, one.count + other.count, amount, one.unpriced + other.unpriced)
