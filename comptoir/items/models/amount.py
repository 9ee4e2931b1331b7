"""Columns of exact money: Decimal in Python, integers of 1/10,000 on every database."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from comptoir.kit.money import from_units, to_units

if TYPE_CHECKING:
    Column = models.BigIntegerField[Decimal | int, Decimal]
    OptionalColumn = models.BigIntegerField[Decimal | int | None, Decimal | None]
else:
    Column = OptionalColumn = models.BigIntegerField


class Scaled:
    """Stores integers, so that sums and comparisons are exact: SQLite computes decimals as floats."""

    def from_db_value(self, value: int | Decimal | None, _expression: Any, _connection: Any) -> Decimal | None:
        return None if value is None else from_units(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        return None if value is None else to_units(Decimal(value))


class AmountField(Scaled, Column):
    """An amount that is always known."""


class OptionalAmountField(Scaled, OptionalColumn):
    """An amount that may be unknown: None."""
