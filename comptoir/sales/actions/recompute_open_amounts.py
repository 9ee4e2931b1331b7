"""Open amounts follow the rates of their currencies; closed ones keep the rate of their closing day (ruling R8)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from comptoir.account.queries import Rates
from comptoir.sales.models import Deal, Invoice, Lead, Quote

MODELS: tuple[Any, ...] = (Lead, Deal, Quote, Invoice)
BATCH = 500
COLUMNS = ["account_amount", "rate", "rate_day"]


def recompute_open_amounts(today: date, report: Callable[[int], None] = lambda done: None) -> int:
    """Convert the amount of every open lead, deal, quote and invoice again, at today's rate; return how many changed.

    Small transactions, safe to run twice; `report` is called with the number of rows looked at.
    """
    rates, looked_at, changed = Rates(), 0, 0
    for model in MODELS:
        last = 0
        while rows := list(model.objects.filter(semantics="P", pk__gt=last).order_by("pk")[:BATCH]):
            moved = [row for row in rows if _convert(row, rates, today)]
            with transaction.atomic():
                model.objects.bulk_update(moved, COLUMNS)
            last, looked_at, changed = rows[-1].pk, looked_at + len(rows), changed + len(moved)
            report(looked_at)
    return changed


def _convert(row: Any, rates: Rates, today: date) -> bool:
    converted = rates.convert(row.amount, row.currency, today)
    before = (row.account_amount, row.rate)
    row.account_amount = converted.amount if converted else None
    row.rate, row.rate_day = (converted.rate, converted.day) if converted else (None, None)
    return before != (row.account_amount, row.rate)
