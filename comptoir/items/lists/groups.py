"""A list in groups: how many rows hold each value of a field, with their money in the account's currency.

The table has a line per value in the order of its list, each a link to the rows that it counts.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, QuerySet, Sum, Value
from django.utils.translation import gettext
from markupsafe import Markup, escape

from comptoir.account.queries import Rates, today
from comptoir.items.core.contexts import Drawing, GroupName, Related
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.address import Written
from comptoir.items.kinds.person import user_names
from comptoir.items.lists.columns import summed_field
from comptoir.items.lists.request import ListRequest
from comptoir.kit.filters import Op
from comptoir.kit.money import ZERO, from_units
from comptoir.ui.component_values import Column

Naming = Callable[[str | int], GroupName]

# Amounts are summed in two parts: the sum of ten of the largest ones exceeds a bigint, for which SQLite raises
# "integer overflow".
PART = 10**9


@dataclass(frozen=True, slots=True)
class Counted:
    """One value with the number of its rows. `value` is "" for none; `amount` is None for types without money.

    `unpriced` counts rows whose amount is missing from the sum, because their currency has no rate.
    """

    value: str | int
    count: int
    amount: Decimal | None
    unpriced: int = 0


def count_groups(item_type: ItemType, rows: "QuerySet[Any]", field: Field) -> list[Counted]:
    """Return every value of the field among the rows, counted and summed, in no particular order.

    One grouped query, and three small ones for rates if the type has no amount in the account's currency (companies).
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


# --- The table ---
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A value with its rows. `share` is its part of all rows, in per cent; `note` tells equal names apart."""

    text: str
    html: Markup
    note: str
    colour: str
    url: str
    count: int
    share: Decimal
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupTable:
    """`summed` is the field that is added up, None for a type without money."""

    field: Field
    heads: list[Column]
    lines: list[GroupLine]
    count: int
    amount: Decimal | None
    summed: Field | None
    unpriced: int


def group_table(request: ListRequest, counted: list[Counted]) -> GroupTable:
    """Return the table of a list that is grouped: its counts add up to the list's, its sums to the list's sum."""
    field = request.type.field(request.group)
    named = _names(request.type, field, counted)
    total = sum(each.count for each in counted)
    sums = [each.amount for each in counted if each.amount is not None]
    summed = summed_field(request.type)
    lines = [_line(request, field, known, found, total) for known, found in _gathered(named, counted)]
    return GroupTable(
        field=field,
        heads=_heads(request, field, summed),
        lines=_sorted(lines, request.by),
        count=total,
        amount=sum(sums, ZERO) if summed else None,
        summed=summed,
        unpriced=sum(each.unpriced for each in counted),
    )


def _heads(request: ListRequest, field: Field, summed: Field | None) -> list[Column]:
    """Return the heads; those of numbers sort the lines, the largest first, then the smallest, then as in the list."""
    heads = [
        Column(field.label, sort_url=request.url(by="") if request.by else ""),
        _number_head(request, gettext("How many"), "count"),
        Column(gettext("Share"), numeric=True),
    ]
    return [*heads, _number_head(request, str(summed.label), "amount")] if summed else heads


def _number_head(request: ListRequest, label: str, by: str) -> Column:
    direction = {by: "asc", f"-{by}": "desc"}.get(request.by, "")
    following = {"": f"-{by}", "desc": by, "asc": ""}[direction]
    return Column(label, numeric=True, sort_url=request.url(by=following), direction=direction)


def _sorted(lines: list[GroupLine], by: str) -> list[GroupLine]:
    """Sort by a number; equal ones keep the order of the list."""
    if not by:
        return lines
    name = by.removeprefix("-")
    return sorted(lines, key=lambda line: getattr(line, name) or ZERO, reverse=by.startswith("-"))


def _gathered(named: Naming, counted: list[Counted]) -> Iterator[tuple[GroupName, list[Counted]]]:
    """Yield each name with its values, in the order of the list; a leaving value is counted with its successor."""
    found: dict[str, tuple[GroupName, list[Counted]]] = {}
    for each in counted:
        known = _nothing() if each.value == "" else named(each.value)
        found.setdefault(known.key, (known, []))[1].append(each)
    yield from sorted(found.values(), key=lambda pair: pair[0].rank)


def _names(item_type: ItemType, field: Field, counted: list[Counted]) -> Naming:
    """Return what the values are called: read from the lists in memory, people in one query."""
    values = {each.value: each.count for each in counted if each.value != ""}
    users = user_names(map(int, values)) if field.kind.names_wanted(field) == "" else {}
    return field.kind.group_names(field, Drawing(item_type, Related(users)), values)


def _nothing() -> GroupName:
    return GroupName("", gettext("(empty)"), escape(gettext("(empty)")), (3, 0))


def _line(request: ListRequest, field: Field, known: GroupName, found: list[Counted], total: int) -> GroupLine:
    count = sum(each.count for each in found)
    sums = [each.amount for each in found if each.amount is not None]
    return GroupLine(
        text=known.text,
        html=known.html,
        note=known.note,
        colour=known.colour,
        url=_url(request, field, [each.value for each in found]),
        count=count,
        share=HUNDRED * count / total,
        amount=sum(sums, ZERO) if sums else None,
    )


def _url(request: ListRequest, field: Field, values: list[str | int]) -> str:
    """Return the list of a group: what was asked of the field before holds for the whole group already."""
    op = Op.EMPTY if values == [""] else Op.IN
    own = Written(field.code, op, () if op == Op.EMPTY else tuple(str(value) for value in values))
    others = tuple(each for each in request.conditions if each.field != field.code)
    return replace(request, panel=False).url(conditions=(*others, own), group="", by="")
