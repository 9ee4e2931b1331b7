"""Amounts in the account's currency, recomputed when a rate or that currency changes.

Open amounts follow the rates of their currencies; closed ones keep the rate of their closing day (ruling R8).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from comptoir.account.queries import Rates, local_day, today
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.kit.semantics import Semantics
from comptoir.sales.models import Deal, Invoice, Lead, Payment, Quote

MODELS: tuple[Any, ...] = (Lead, Deal, Quote, Invoice)
BATCH = 500
COLUMNS = ("account_amount", "rate", "rate_day")


@job("sales.recompute_open_amounts")
def recompute_open(job: Job) -> None:
    """Run after a change of rates."""
    recompute_open_amounts(today(), lambda done: report(job, done))


@job("sales.recompute_all_amounts")
def recompute_all(job: Job) -> None:
    """Run after a change of the account's currency."""
    recompute_all_amounts(today(), lambda done: report(job, done))


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
        changed += convert_again(model.objects.filter(semantics=Semantics.IN_PROGRESS), lambda row: today, rates, seen)
    return changed


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


def convert_again(
    rows: "QuerySet[Any]", day_of: Callable[[Any], date], rates: Rates, seen: Callable[[int], None]
) -> int:
    """Convert each row's amount at the rate of its day; return how many changed.

    `seen` is called with the number of rows of each batch.
    """
    model, last, changed = rows.model, 0, 0
    columns = [name for name in COLUMNS if any(field.name == name for field in model._meta.concrete_fields)]
    # By key and not by offset: a row that stops matching meanwhile would shift others out of the next batch.
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        # Only these columns are written: a user may have changed others since the batch was read.
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
