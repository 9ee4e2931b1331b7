"""Reads of product rows and payments, and of where sales stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from comptoir.access.models import User
from comptoir.items.core.choices import Choice, sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.kit.semantics import Semantics
from comptoir.sales.models import Deal, Invoice, Payment, ProductRow


def rows_of(item_type: ItemType, item: Item) -> list[ProductRow]:
    """Return the product rows of an item in their order."""
    return list(ProductRow.objects.filter(owner_type=item_type.type_id, owner_id=item.pk).select_related("product"))


def product_rows(_viewer: User, item_type: ItemType, item: Item) -> "QuerySet[ProductRow]":
    return ProductRow.objects.filter(owner_type=item_type.type_id, owner_id=item.pk)


def payments_of(invoice: Invoice) -> list[Payment]:
    return list(invoice.payments.all())


# --- Where the sales stand ---
@dataclass(frozen=True, slots=True)
class StageSum:
    """The open deals of one stage, with their sum in the account's currency."""

    pipeline_id: int
    pipeline: str
    stage: Choice
    count: int
    amount: Decimal


def open_by_stage(viewer: User, responsible: User | None = None) -> list[StageSum]:
    """Return the open deals that the viewer may see, by stage in its order; one query.

    Stages without deals are absent.
    """
    rows = Deal.objects.visible_to(viewer).real().in_progress()
    rows = rows.filter(responsible=responsible) if responsible else rows
    counted = {
        (pipeline, stage): (count, Decimal(amount or 0))
        for pipeline, stage, count, amount in rows.values_list("pipeline", "stage").annotate(
            count=Count("pk"), amount=Sum("account_amount")
        )
    }
    return [
        StageSum(pipeline.id, pipeline.name, choice, *counted[(pipeline.id, choice.code)])
        for pipeline in sources.pipelines.all("deal")
        for choice in sources.choices.values(pipeline.stage_directory)
        if (pipeline.id, choice.code) in counted
    ]


@dataclass(frozen=True, slots=True)
class MonthSoFar:
    """What was won this month until now, and in the same days of the month before; cumulated by day."""

    amount: Decimal
    count: int
    before_amount: Decimal
    before_count: int
    lost: int
    days: list[Decimal]
    days_before: list[Decimal]


def month_so_far(viewer: User, now: datetime, responsible: User | None = None) -> MonthSoFar:
    """Return the deals won this month and in the month before; one query.

    Source: deals closed in the two months, in the account's time zone; amounts in its currency.
    """
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    # From a first of month back into the previous one, whatever its length. `now` is in the account's zone, and
    # arithmetic on it keeps the wall clock: these are local midnights on both sides of a change of the clocks.
    earlier = (start - timedelta(days=1)).replace(day=1)
    rows = Deal.objects.visible_to(viewer).real().filter(closed_at__gte=earlier, closed_at__lte=now)
    rows = rows.filter(responsible=responsible) if responsible else rows
    closed = [
        (at.astimezone(now.tzinfo), semantics, amount or Decimal(0))
        for at, semantics, amount in rows.values_list("closed_at", "semantics", "account_amount")
        if at
    ]
    won = [(at, amount) for at, semantics, amount in closed if semantics == Semantics.SUCCESS]
    current = [(at, amount) for at, amount in won if at >= start]
    before = [(at, amount) for at, amount in won if at < start]
    # On the 31st all days of a shorter month count.
    same_days = [(at, amount) for at, amount in before if at.day <= now.day]
    return MonthSoFar(
        amount=_sum(current),
        count=len(current),
        before_amount=_sum(same_days),
        before_count=len(same_days),
        lost=len([at for at, semantics, _amount in closed if semantics == Semantics.FAILURE and at >= start]),
        days=_cumulated(current, now.day),
        days_before=_cumulated(before, (start - timedelta(days=1)).day),
    )


def _sum(rows: Sequence[tuple[datetime, Decimal]]) -> Decimal:
    return sum((amount for _at, amount in rows), Decimal(0))


def _cumulated(rows: Sequence[tuple[datetime, Decimal]], last_day: int) -> list[Decimal]:
    return [sum((amount for at, amount in rows if at.day <= day), Decimal(0)) for day in range(1, last_day + 1)]
