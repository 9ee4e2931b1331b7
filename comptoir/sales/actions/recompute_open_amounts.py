"""Open amounts follow the rates of their currencies; closed ones keep the rate of their closing day (ruling R8)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comptoir.account.queries import Rates
from comptoir.sales.conversion import convert_again
from comptoir.sales.models import Deal, Invoice, Lead, Quote

MODELS: tuple[Any, ...] = (Lead, Deal, Quote, Invoice)


def recompute_open_amounts(today: date, report: Callable[[int], None] = lambda done: None) -> int:
    """Convert the amount of every open lead, deal, quote and invoice again, at today's rate; return how many changed.

    Small transactions, safe to run twice; `report` is called with the number of rows looked at.
    """
    rates, looked_at, changed = Rates(), 0, 0

    def seen(count: int) -> None:
        nonlocal looked_at
        looked_at += count
        report(looked_at)

    for model in MODELS:
        changed += convert_again(model.objects.filter(semantics="P"), lambda row: today, rates, seen)
    return changed
