"""Reading purchases and bills: those of one client within somebody's sight, or those of every client for the fit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Sum
from django.db.models.functions import TruncDate

from comptoir.account.queries import account
from comptoir.analytics.scope import Scope
from comptoir.kit.semantics import Semantics
from comptoir.profile.sections.standing.history import Purchase
from comptoir.profile.sections.standing.payments import Bill, Paid
from comptoir.sales.metrics.common import of_subject
from comptoir.sales.metrics.deal_source import deal_rows
from comptoir.sales.models import Deal, DealContact, InvoiceContact


@dataclass(frozen=True)
class Won:
    """A client's won deals: by day, and all their value, that of deals without a closing day included."""

    purchases: list[Purchase]
    value: Decimal
    deals: int


def won_of(scope: Scope) -> Won:
    """Return all purchases of the scope's client, regardless of period and responsible person. One query."""
    rows = deal_rows(replace(scope, responsible=None), scope.counted).filter(semantics=Semantics.SUCCESS).order_by()
    found = list(_by_day(rows, "", "closed_at"))
    days = [Purchase(row["day"], row["deals"], row["value"]) for row in found if row["day"] is not None]
    total = sum((row["value"] for row in found if row["value"] is not None), Decimal(0))
    return Won(sorted(days, key=lambda purchase: purchase.day), total, sum(row["deals"] for row in found))


def bills_of(scope: Scope) -> list[Bill]:
    """Return the client's invoices that were not cancelled, with their payments. Costs one query."""
    # Without the columns that the metrics' source works out per invoice: they are not needed here.
    rows = of_subject(scope.counted("invoice"), InvoiceContact, "invoice", replace(scope, responsible=None))
    columns = ("pk", "close_date", "account_amount", "semantics", "payments__day", "payments__account_amount")
    found = rows.exclude(semantics=Semantics.FAILURE).order_by("pk").values_list(*columns)
    return [_bill(list(lines)) for _pk, lines in groupby(found, key=lambda line: line[0])]


def _bill(lines: list[Any]) -> Bill:
    _pk, due, amount, semantics, *_payment = lines[0]
    payments = tuple(Paid(day, paid) for *_invoice, day, paid in lines if day is not None)
    return Bill(due, amount, semantics == Semantics.SUCCESS, payments)


def purchases_of_all(client_type: str) -> Iterator[tuple[int, list[Purchase]]]:
    """Yield every client of a kind with won deals, visible or not, except contacts left out of scoring.

    Templates of recurring deals, deleted deals and deleted clients are left out, as everywhere.
    """
    deals = Deal.objects.alive().real().won().filter(closed_at__isnull=False)
    if client_type == "company":
        rows: Any = deals.filter(company__isnull=False, company__deleted_at__isnull=True)
        owner, prefix = "company", ""
    else:
        rows = DealContact.objects.filter(
            deal__in=deals, contact__deleted_at__isnull=True, contact__exclude_from_scoring=False
        )
        owner, prefix = "contact", "deal__"
    found = _by_day(rows.annotate(client=F(owner)), prefix, f"{prefix}closed_at", "client").order_by("client", "day")
    for client, days in groupby(found.iterator(chunk_size=5000), key=lambda row: row["client"]):
        yield client, [Purchase(row["day"], row["deals"], row["value"]) for row in days]


def _by_day(rows: Any, prefix: str, moment: str, *also: str) -> Any:
    grouped = rows.annotate(day=TruncDate(moment, tzinfo=account().zone)).values("day", *also)
    return grouped.annotate(deals=Count("pk"), value=Sum(f"{prefix}account_amount"))
