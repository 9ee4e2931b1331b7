"""Figures about the money that came in: by the day of the payment, whenever the invoice was issued."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.analytics.groups import by_person
from comptoir.analytics.metric import LeftOut, Metric, Source, Unit, add, day_in
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.sales.metrics.common import add_value, add_without_rate
from comptoir.sales.metrics.invoices import invoice_rows
from comptoir.sales.models import Payment


def payment_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the payments of the subject's invoices: within reach when their invoice is."""
    return Payment.objects.filter(invoice__in=invoice_rows(scope, gate).values("pk"))


PAYMENT_SOURCE = Source(
    "payments",
    _("Payments of the client"),
    "payment",
    payment_rows,
    {"person": by_person("invoice__responsible")},
)
RECEIVED = day_in("day", _("the day the payment came in"))

OF_CANCELLED = add(
    Metric(
        "cancelled_payments", _("Payments of cancelled invoices"), Unit.COUNT, PAYMENT_SOURCE,
        lambda _scope: Q(invoice__semantics="F"), RECEIVED,
        _("Payments received in the period for invoices that were cancelled; they are left out of every sum."),
    )
)  # fmt: skip

PAYMENTS = add(
    Metric(
        "payments", _("Payments"), Unit.COUNT, PAYMENT_SOURCE, lambda _scope: ~Q(invoice__semantics="F"), RECEIVED,
        _("Payments received in the period, whenever their invoice was issued."),
        left_out=(LeftOut(OF_CANCELLED, _("payments of cancelled invoices")),), better=1,
    )
)  # fmt: skip

PAYMENTS_WITHOUT_RATE = add_without_rate(
    PAYMENTS, "payments_without_rate", _("Payments without a rate"),
    _("Payments in a currency for which no rate was known on their day."),
)  # fmt: skip

PAID_AMOUNT = add_value(
    PAYMENTS, "paid_amount", _("Payments received"),
    _("Sum of the payments received in the period, each converted at the rate of its day, whenever the invoice was "
      "issued."),
    LeftOut(OF_CANCELLED, _("payments of cancelled invoices")),
    LeftOut(PAYMENTS_WITHOUT_RATE, _("in a currency without a rate")),
)  # fmt: skip
