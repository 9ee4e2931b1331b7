"""Figures about invoices: the cohort issued in the period, and what became of it (ruling R6)."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import local_day
from comptoir.analytics.groups import by_person, by_stage
from comptoir.analytics.metric import LeftOut, Metric, Ratio, Source, Unit, add, day_in
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.items.models import AmountField
from comptoir.sales.metrics.common import add_value, add_without_rate, in_stages, of_subject, with_rate
from comptoir.sales.models import InvoiceContact, Payment


def invoice_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the subject's invoices with what was paid of each, what is left of it, and the day it was paid on.

    paid_amount      the payments in the account's currency; None without any
    unpaid_amount    what is left to pay, never below nought; None without a rate
    paid_on          the day on which the payments reached the invoice's amount; None before
    has_unconverted  whether a payment has no rate
    """
    nothing = Value(0, output_field=AmountField())
    left = Greatest(F("account_amount") - Coalesce("paid_amount", nothing), nothing, output_field=AmountField())
    rows = of_subject(gate("invoice"), InvoiceContact, "invoice", scope)
    paid: Rows = rows.annotate(
        paid_amount=_sum_of(_payments(), "account_amount"),
        paid_on=Subquery(_reaching()),
        has_unconverted=Exists(_payments(account_amount__isnull=True)),
    ).annotate(unpaid_amount=left)
    return paid


def _payments(**conditions: Any) -> Any:
    return Payment.objects.filter(invoice=OuterRef("pk"), **conditions).order_by()


def _sum_of(payments: Any, column: str) -> Subquery:
    sums = payments.values("invoice").annotate(sum=Sum(column)).values("sum")
    return Subquery(sums, output_field=AmountField())


def _reaching() -> Any:
    """Return the day of the first payment of an invoice that, with those before it, reaches the amount."""
    before = Payment.objects.filter(invoice=OuterRef("invoice"), day__lte=OuterRef("day")).order_by()
    payments = _payments().annotate(so_far=_sum_of(before, "amount"))
    return payments.filter(so_far__gte=OuterRef("amount")).order_by("day").values("day")[:1]


INVOICE_SOURCE = Source(
    "invoices",
    _("Invoices of the client"),
    "invoice",
    invoice_rows,
    {"stage": by_stage("invoice"), "person": by_person()},
)
ISSUED = day_in("begin_date", _("the day the invoice was issued"))
NO_RATE = _("in a currency without a rate")


def _overdue(scope: Scope) -> Q:
    left = Q(unpaid_amount__gt=0) | Q(account_amount__isnull=True)
    return Q(semantics="P", close_date__lt=local_day(scope.as_of)) & left


CANCELLED = add(
    Metric(
        "invoices_cancelled", _("Cancelled invoices"), Unit.COUNT, INVOICE_SOURCE, in_stages("F"), ISSUED,
        _("Invoices issued in the period that were cancelled; they are left out of every sum."), better=-1, stages="F",
    )
)  # fmt: skip

CANCELLED_WITHOUT_RATE = add_without_rate(
    CANCELLED, "cancelled_without_rate", _("Cancelled invoices without a rate"),
    _("Cancelled invoices in a currency for which no rate was known."),
)  # fmt: skip

CANCELLED_GROSS = add_value(
    CANCELLED, "cancelled_gross", _("Amount cancelled"),
    _("Sum, taxes included, of the invoices issued in the period that were cancelled."),
    LeftOut(CANCELLED_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

OF_CANCELLED = LeftOut(CANCELLED, _("cancelled invoices"))

INVOICED = add(
    Metric(
        "invoiced", _("Invoices issued"), Unit.COUNT, INVOICE_SOURCE, in_stages("PS"), ISSUED,
        _("Invoices issued in the period that were not cancelled."),
        left_out=(OF_CANCELLED,), better=1, stages="PS",
    )
)  # fmt: skip

INVOICES_WITHOUT_RATE = add_without_rate(
    INVOICED, "invoices_without_rate", _("Invoices without a rate"),
    _("Invoices in a currency for which no rate was known."),
)  # fmt: skip

INVOICED_GROSS = add_value(
    INVOICED, "invoiced_gross", _("Amount invoiced"),
    _("Sum, taxes included, of the invoices issued in the period that were not cancelled."),
    OF_CANCELLED, LeftOut(INVOICES_WITHOUT_RATE, NO_RATE),
)  # fmt: skip

INVOICES_PAID = add(
    Metric(
        "invoices_paid", _("Invoices paid"), Unit.COUNT, INVOICE_SOURCE, in_stages("S"), ISSUED,
        _("Invoices issued in the period that are paid by now."), better=1, stages="S",
    )
)  # fmt: skip

PAID_WITHOUT_RATE = add(
    Metric(
        "paid_without_rate", _("Invoices with a payment without a rate"), Unit.COUNT, INVOICE_SOURCE,
        lambda _scope: Q(semantics__in=("P", "S"), has_unconverted=True), ISSUED,
        _("Invoices issued in the period that received a payment in a currency without a rate on its day."),
        stages="PS",
    )
)  # fmt: skip

PAID_GROSS = add(
    Metric(
        "paid_gross", _("Amount paid"), Unit.MONEY, INVOICE_SOURCE, with_rate(INVOICED, "paid_amount"), ISSUED,
        _("What was paid by now of the invoices issued in the period, part payments included."),
        sums="paid_amount",
        left_out=(OF_CANCELLED, LeftOut(PAID_WITHOUT_RATE, _("invoices with a payment without a rate"))), better=1,
        stages="PS",
    )
)  # fmt: skip

UNPAID = add(
    Metric(
        "invoices_unpaid", _("Invoices unpaid"), Unit.COUNT, INVOICE_SOURCE, in_stages("P"), ISSUED,
        _("Invoices issued in the period that are neither paid nor cancelled."), better=-1, stages="P",
    )
)  # fmt: skip

UNPAID_WITHOUT_RATE = add_without_rate(
    UNPAID, "unpaid_without_rate", _("Unpaid invoices without a rate"),
    _("Unpaid invoices in a currency for which no rate is known."),
)  # fmt: skip

UNPAID_GROSS = add(
    Metric(
        "unpaid_gross", _("Amount unpaid"), Unit.MONEY, INVOICE_SOURCE, with_rate(UNPAID, "unpaid_amount"), ISSUED,
        _("What is left to pay of the invoices issued in the period: the amount without what was paid; of an invoice "
          "that received more than its amount, nothing."),
        sums="unpaid_amount", left_out=(OF_CANCELLED, LeftOut(UNPAID_WITHOUT_RATE, NO_RATE)), better=-1, stages="P",
    )
)  # fmt: skip

OVERDUE = add(
    Metric(
        "overdue", _("Invoices overdue"), Unit.COUNT, INVOICE_SOURCE, _overdue, ISSUED,
        _("Unpaid invoices issued in the period whose due date has passed; none without a due date."), better=-1,
        stages="P",
    )
)  # fmt: skip

OVERDUE_WITHOUT_RATE = add_without_rate(
    OVERDUE, "overdue_without_rate", _("Overdue invoices without a rate"),
    _("Overdue invoices in a currency for which no rate is known."),
)  # fmt: skip

OVERDUE_GROSS = add(
    Metric(
        "overdue_gross", _("Amount overdue"), Unit.MONEY, INVOICE_SOURCE, with_rate(OVERDUE, "unpaid_amount"), ISSUED,
        _("What is left to pay of the invoices issued in the period whose due date has passed."),
        sums="unpaid_amount", left_out=(LeftOut(OVERDUE_WITHOUT_RATE, NO_RATE),), better=-1, stages="P",
    )
)  # fmt: skip

PAID_ON_TIME = add(
    Metric(
        "paid_on_time", _("Invoices paid on time"), Unit.COUNT, INVOICE_SOURCE,
        lambda _scope: Q(semantics="S", paid_on__lte=F("close_date")), ISSUED,
        _("Invoices issued in the period and paid whose payments reached the amount on or before the due date; none "
          "without a due date."), better=1, stages="S",
    )
)  # fmt: skip

ON_TIME_RATE = add(
    Ratio(
        "on_time_rate", _("Share paid on time"), Unit.PERCENT, PAID_ON_TIME, INVOICED,
        _("invoices paid on time ÷ invoices issued × 100"),
        _("Of the invoices issued in the period, how many were paid on time."), factor=100, better=1,
    )
)  # fmt: skip
