"""Figures about a client's deals and invoices: won, lost, win rate; invoiced and paid (rulings R3 to R7)."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from comptoir.analytics.groups import by_person, by_pipeline, by_stage
from comptoir.analytics.metric import (
    Dating,
    LeftOut,
    Metric,
    Ratio,
    Source,
    Unit,
    add,
    between,
    day_in,
    moment_in,
)
from comptoir.analytics.scope import Gate, Scope
from comptoir.items.models import AmountField
from comptoir.sales.models import DealContact, InvoiceContact, Payment


def client_deals(scope: Scope, gate: Gate) -> Any:
    """Return the client's deals: by the company field, or those it is the main or a secondary contact of.

    Templates of recurring deals are no deals. Each deal once.
    """
    return _of_client(gate("deal").filter(is_recurring=False), DealContact, "deal", scope)


def client_invoices(scope: Scope, gate: Gate) -> Any:
    """Return the client's invoices, with what was paid of each in the account's currency as `paid_amount`."""
    payments = Payment.objects.filter(invoice=OuterRef("pk")).order_by().values("invoice")
    paid = Subquery(payments.annotate(sum=Sum("account_amount")).values("sum"), output_field=AmountField())
    return _of_client(gate("invoice"), InvoiceContact, "invoice", scope).annotate(paid_amount=paid)


def _of_client(rows: Any, link: Any, owner: str, scope: Scope) -> Any:
    if scope.client.type_code == "company":
        rows = rows.filter(company=scope.client.id)
    else:
        rows = rows.filter(pk__in=link.objects.filter(contact=scope.client.id).values(owner))
    return rows.filter(responsible=scope.responsible) if scope.responsible else rows


def _alive(scope: Scope) -> Q:
    """Return what R3 asks: started on or before the period's end, open or closed on or after its start."""
    start, end = scope.bounds()
    began = between("begin_date", None, scope.period.end)
    created = Q(begin_date__isnull=True) & between("created_at", None, end)
    still = Q(semantics="P") | between("closed_at", start, None)
    return ((began | created) if end else Q()) & (still if start else Q())


CLIENT_DEALS = Source(
    "deals",
    _("Deals of the client"),
    "deal",
    client_deals,
    {"pipeline": by_pipeline(), "stage": by_stage("deal"), "person": by_person()},
)
CLOSING = moment_in("closed_at", _("the moment the deal entered a final stage; imported: the file's close date"))
LIFETIME = Dating(_("from the begin date, else the day of creation, to the closing"), _alive)

DEALS_ALIVE = add(
    Metric(
        "deals_alive", _("Deals alive"), Unit.COUNT, CLIENT_DEALS, lambda _scope: Q(), LIFETIME,
        _("Deals of the client that were open on at least one day of the period, whatever became of them."),
    )
)  # fmt: skip

OPEN = add(
    Metric(
        "deals_open", _("Deals in progress"), Unit.COUNT, CLIENT_DEALS, lambda _scope: Q(semantics="P"),
        Dating(_("none: the deals that are in progress now"), lambda _scope: Q()),
        _("Deals of the client that are in progress now, whatever the period."), stages="P",
    )
)  # fmt: skip

LOST = add(
    Metric(
        "lost", _("Lost deals"), Unit.COUNT, CLIENT_DEALS, lambda _scope: Q(semantics="F"), CLOSING,
        _("Deals that entered a stage of failure in the period, all failure stages together."), better=-1, stages="F",
    )
)  # fmt: skip

WON = add(
    Metric(
        "won", _("Won deals"), Unit.COUNT, CLIENT_DEALS, lambda _scope: Q(semantics="S"), CLOSING,
        _("Deals that entered a stage of success in the period."),
        left_out=(LeftOut(LOST, _("lost deals")), LeftOut(OPEN, _("deals still in progress"))), better=1, stages="S",
    )
)  # fmt: skip

WON_WITHOUT_RATE = add(
    Metric(
        "won_without_rate", _("Won deals without a rate"), Unit.COUNT, CLIENT_DEALS,
        lambda _scope: Q(semantics="S", account_amount__isnull=True), CLOSING,
        _("Won deals in a currency for which no rate was known on the closing day."), stages="S",
    )
)  # fmt: skip

WON_VALUE = add(
    Metric(
        "won_value", _("Value of won deals"), Unit.MONEY, CLIENT_DEALS,
        lambda _scope: Q(semantics="S", account_amount__isnull=False), CLOSING,
        _("Sum of the won deals' amounts, each converted at the rate of its closing day."),
        sums="account_amount",
        left_out=(LeftOut(WON_WITHOUT_RATE, _("in a currency without a rate on the closing day")),), better=1,
        stages="S",
    )
)  # fmt: skip

CLOSED = add(
    Metric(
        "closed", _("Closed deals"), Unit.COUNT, CLIENT_DEALS, lambda _scope: Q(semantics__in=("S", "F")), CLOSING,
        _("Deals that entered a final stage in the period, won and lost together."),
        left_out=(LeftOut(OPEN, _("deals still in progress")),), stages="SF",
    )
)  # fmt: skip

WIN_RATE = add(
    Ratio(
        "win_rate", _("Win rate"), Unit.PERCENT, WON, CLOSED, _("won deals ÷ (won + lost deals) × 100"),
        _("Of the deals closed in the period, how many were won."), factor=100, better=1,
    )
)  # fmt: skip

CLIENT_INVOICES = Source(
    "invoices",
    _("Invoices of the client"),
    "invoice",
    client_invoices,
    {"stage": by_stage("invoice"), "person": by_person()},
)
ISSUED = day_in("begin_date", _("the day the invoice was issued"))


def _not_cancelled(_scope: Scope) -> Q:
    return ~Q(semantics="F")


CANCELLED = add(
    Metric(
        "invoices_cancelled", _("Cancelled invoices"), Unit.COUNT, CLIENT_INVOICES, lambda _scope: Q(semantics="F"),
        ISSUED, _("Invoices issued in the period that were cancelled; they are left out of every sum."), stages="F",
    )
)  # fmt: skip

INVOICED = add(
    Metric(
        "invoiced", _("Invoices issued"), Unit.COUNT, CLIENT_INVOICES, _not_cancelled, ISSUED,
        _("Invoices issued in the period that were not cancelled."),
        left_out=(LeftOut(CANCELLED, _("cancelled invoices")),), stages="PS",
    )
)  # fmt: skip

INVOICES_PAID = add(
    Metric(
        "invoices_paid", _("Invoices paid"), Unit.COUNT, CLIENT_INVOICES, lambda _scope: Q(semantics="S"), ISSUED,
        _("Invoices issued in the period that are paid by now."), stages="S",
    )
)  # fmt: skip

INVOICES_WITHOUT_RATE = add(
    Metric(
        "invoices_without_rate", _("Invoices without a rate"), Unit.COUNT, CLIENT_INVOICES,
        lambda scope: _not_cancelled(scope) & Q(account_amount__isnull=True), ISSUED,
        _("Invoices in a currency for which no rate was known."), stages="PS",
    )
)  # fmt: skip

INVOICED_GROSS = add(
    Metric(
        "invoiced_gross", _("Amount invoiced"), Unit.MONEY, CLIENT_INVOICES,
        lambda scope: _not_cancelled(scope) & Q(account_amount__isnull=False), ISSUED,
        _("Sum, taxes included, of the invoices issued in the period that were not cancelled."),
        sums="account_amount",
        left_out=(
            LeftOut(CANCELLED, _("cancelled invoices")),
            LeftOut(INVOICES_WITHOUT_RATE, _("in a currency without a rate")),
        ), stages="PS",
    )
)  # fmt: skip

PAID_GROSS = add(
    Metric(
        "paid_gross", _("Amount paid"), Unit.MONEY, CLIENT_INVOICES,
        lambda scope: _not_cancelled(scope) & Q(paid_amount__isnull=False), ISSUED,
        _("What was paid by now of the invoices issued in the period, part payments included."),
        sums="paid_amount",
        left_out=(LeftOut(CANCELLED, _("cancelled invoices")),), stages="PS",
    )
)  # fmt: skip
