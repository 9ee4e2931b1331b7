"""A whole number, and one that identifies something."""

from __future__ import annotations

from datetime import tzinfo
from decimal import Decimal

from django.db.backends.base.operations import BaseDatabaseOperations

from comptoir.items import errors
from comptoir.items.core.contexts import Check, Drawing
from comptoir.items.core.fields import EMPTINESS, Field, Kind, Reader, kinds
from comptoir.items.core.protocols import CellText, Item
from comptoir.items.core.values import NOT_INTEGER, in_range, to_integer
from comptoir.items.kinds.money import amount_in
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import classic_integer, filled, read_integer
from comptoir.ui import formats


class Number(Kind):
    is_number = True
    is_sortable = True
    control = "number"
    filter_control = "number"
    operators: tuple[Op, ...] = (Op.GTE, Op.LTE, Op.BETWEEN, Op.EQ, Op.NE, *EMPTINESS)

    def __init__(self, code: str, rest_type: str = "integer") -> None:
        super().__init__(code)
        self.rest_type = rest_type

    def parse(self, raw: object, zone: tzinfo) -> int | None:
        return to_integer(raw)

    def in_range(self, value: int | None) -> int | None:
        return in_range(value)

    def clean(self, field: Field, value: int | None, check: Check) -> int | None:
        """Refuse a number that the column cannot hold: one database refuses it late, the other never."""
        if value is None or not field.stored:
            return value
        column = check.owner.model._meta.get_field(field.attribute).get_internal_type()
        lowest, highest = BaseDatabaseOperations.integer_field_ranges[column]
        if not lowest <= value <= highest:
            raise NotAValue(errors.OUT_OF_RANGE)
        return value

    def text(self, field: Field, value: int, item: Item, drawing: Drawing) -> str:
        return formats.number(value)

    def told(self, field: Field, value: object, item: Item, drawing: Drawing) -> str:
        return str(value)

    def export_cell(self, value: int) -> Decimal:
        return Decimal(value)

    def classic_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: classic_integer(getattr(item, attribute))

    def camel_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: getattr(item, attribute)

    def read_rest(self, raw: Value, zone: tzinfo) -> int | None:
        return read_integer(filled(raw))

    def from_cell(self, field: Field, cell: CellText) -> int:
        amount = amount_in(cell)
        if amount != int(amount):
            raise NotAValue(NOT_INTEGER)
        return int(amount)


class Identifier(Number):
    """A number that nobody counts with: it is written without separators."""

    def text(self, field: Field, value: int, item: Item, drawing: Drawing) -> str:
        return str(value)


NUMBER = kinds.add(Number("number"))
IDENTIFIER = kinds.add(Identifier("identifier"))
LOCATION_ID = kinds.add(Number("location", "location"))
