"""Converting many stored amounts into the account's currency again, in small transactions that may be repeated."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from comptoir.account.queries import Rates

BATCH = 500
COLUMNS = ("account_amount", "rate", "rate_day")


def convert_again(
    rows: "QuerySet[Any]", day_of: Callable[[Any], date], rates: Rates, seen: Callable[[int], None]
) -> int:
    """Convert each row's amount at the rate of its day; return how many changed.

    `seen` is called with the number of rows of each batch.
    """
    model, last, changed = rows.model, 0, 0
    columns = [name for name in COLUMNS if any(field.name == name for field in model._meta.concrete_fields)]
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        moved = [row for row in batch if _convert(row, day_of(row), rates)]
        with transaction.atomic():
            model._default_manager.bulk_update(moved, columns)
        last, changed = batch[-1].pk, changed + len(moved)
        seen(len(batch))
    return changed


def _convert(row: Any, day: date, rates: Rates) -> bool:
    converted = rates.convert(row.amount, row.currency, day)
    before = (row.account_amount, getattr(row, "rate", None))
    row.account_amount = converted.amount if converted else None
    row.rate, row.rate_day = (converted.rate, converted.day) if converted else (None, None)
    return before != (row.account_amount, row.rate)
