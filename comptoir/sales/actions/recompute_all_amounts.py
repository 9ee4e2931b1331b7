"""When the account's currency changes, every amount in it means something else: all are converted anew."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comptoir.account.queries import Rates, local_day
from comptoir.sales.conversion import convert_again
from comptoir.sales.models import Deal, Invoice, Lead, Payment, Quote

MODELS: tuple[Any, ...] = (Lead, Deal, Quote, Invoice)


def recompute_all_amounts(today: date, report: Callable[[int], None] = lambda done: None) -> int:
    """Convert open amounts at today's rate, closed ones at that of their closing day, payments at that of their own.

    Small transactions, safe to run twice; `report` is called with the number of rows looked at. Returns how many
    changed.
    """
    rates, looked_at = Rates(), 0

    def seen(count: int) -> None:
        nonlocal looked_at
        looked_at += count
        report(looked_at)

    def day_of(row: Any) -> date:
        return local_day(row.closed_at) if row.closed_at else today

    changed = sum(convert_again(model.objects.all(), day_of, rates, seen) for model in MODELS)
    return changed + convert_again(Payment.objects.all(), lambda payment: payment.day, rates, seen)
