"""Keyset paging: the next page begins after the sorting value and the id of the last row.

OFFSET reads and drops every row before the page, and rows that are added or removed meanwhile shift the pages.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.items.core import values
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.kit.errors import BadRequest

RANK = "sort_rank"


class UnreadablePlace(BadRequest):
    code = "unreadable_place"
    message = _("This page of the list does not exist. Start again from its first page.")


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column by which a list is sorted; rows without a value come last, ties are broken by the id."""

    column: str
    descending: bool
    nullable: bool
    kind: Kind
    ranks: tuple[str, ...] = ()
    ranked: str = ""

    def apply(self, rows: "QuerySet[Any]", *, backwards: bool = False) -> "QuerySet[Any]":
        """Sort the rows; `backwards` reverses the order, for the previous page."""
        if self.ranks:
            rows = rows.annotate(**{RANK: self._rank()})
        down = self.descending != backwards
        ident = F("id").desc() if down else F("id").asc()
        if self.column == "id":
            return rows.order_by(ident)
        # PostgreSQL takes NULL for the largest value, SQLite for the smallest: say where it goes. Only for columns that
        # can be NULL: naming the place of NULL can keep a database from reading the order from an index.
        nulls = ({"nulls_first": True} if backwards else {"nulls_last": True}) if self.nullable else {}
        key = F(self.column).desc(**nulls) if down else F(self.column).asc(**nulls)
        return rows.order_by(key, ident)

    def beyond(self, place: tuple[object, int], *, backwards: bool = False) -> Q:
        """Return the condition on the rows after a place; with `backwards` on those before it."""
        value, ident = place
        word = "lt" if self.descending != backwards else "gt"
        past_id = Q(**{f"id__{word}": ident})
        if self.column == "id":
            return past_id
        # NULL compares with nothing: among rows without a value only the id tells what comes next.
        if value is None:
            empty = Q(**{f"{self.column}__isnull": True}) & past_id
            return empty | Q(**{f"{self.column}__isnull": False}) if backwards else empty
        # The outer bound (>=) lets an index on (column, id) find the place; the inner one handles ties. A plain OR of
        # the two cases would not bound the scan of the index.
        bound = Q(**{f"{self.column}__{word}e": value}) & (Q(**{f"{self.column}__{word}": value}) | past_id)
        return bound | Q(**{f"{self.column}__isnull": True}) if self.nullable and not backwards else bound

    def place_of(self, item: Item) -> str:
        """Return the place of a row, as the address keeps it."""
        value = values.plain(getattr(item, self.column)) if self.column != "id" else None
        return urlsafe_b64encode(json.dumps([value, item.pk], separators=(",", ":")).encode()).decode().rstrip("=")

    def read_place(self, text: str) -> tuple[object, int]:
        """Return the value and the id of a place. Errors: UnreadablePlace."""
        try:
            value, ident = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            return self._value(value), values.to_integer(ident) or 0
        except (NotBase64, ValueError, TypeError, UnicodeDecodeError) as error:
            raise UnreadablePlace from error

    def _value(self, value: object) -> Any:
        if value is None or self.column == "id":
            return None
        if self.ranks:
            return values.to_integer(value)
        return self.kind.parse(value, account().zone)

    def _rank(self) -> Case:
        cases = [When(**{self.ranked: code}, then=Value(place)) for place, code in enumerate(self.ranks)]
        return Case(*cases, default=Value(len(self.ranks)), output_field=IntegerField())


def sorting_of(item_type: ItemType, order: str) -> Sorting:
    """Return the sorting that "-amount" means for a type. Errors: UnknownField for a field it does not have."""
    descending, code = order.startswith("-"), order.removeprefix("-")
    field = item_type.field(code)
    ranks = field.kind.ranks(field)
    if ranks is not None:
        return Sorting(RANK, descending, False, field.kind, ranks, field.attribute)
    # Amounts are compared in the account's currency.
    column = field.sort_column or field.attribute
    return Sorting(column, descending, item_type.model._meta.get_field(column).null, field.kind)
