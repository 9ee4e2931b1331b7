"""Figures about the money that came in: by the day of the payment, whenever the invoice was issued."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from comptoir.analytics.groups import by_person
from comptoir.analytics.metric import LeftOut, Metric, Unit, add, day_in
from comptoir.analytics.records import Record, RecordColumn, RecordTable, in_account_currency, linked, plain, title_of
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.analytics.source import Source
from comptoir.kit.semantics import Semantics
from comptoir.sales.metrics.common import add_value, add_without_rate
from comptoir.sales.metrics.invoice_source import invoice_rows, number_of
from comptoir.sales.models import Payment
from comptoir.ui import formats


def payment_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the payments of the subject's invoices: within reach when their invoice is."""
    return Payment.objects.filter(invoice__in=invoice_rows(scope, gate).values("pk"))


@dataclass(frozen=True)
class PaymentRecord(Record):
    """A payment; it opens its invoice."""

    payment: Payment


def load_payments(rows: Rows, _scope: Scope) -> list[PaymentRecord]:
    return [PaymentRecord(payment.invoice, payment) for payment in rows.select_related("invoice")]


Column = RecordColumn[PaymentRecord]
COLUMNS = (
    Column(
        "received",
        _("Received on"),
        lambda row: formats.format_date(row.payment.day),
        lambda row: plain(row.payment.day),
        order="received",
        key="day",
        numeric=True,
        place="end",
    ),
    Column("subject", _("Invoice"), linked, title_of, order="subject", key="invoice__title", place="title"),
    Column(
        "number",
        pgettext_lazy("of an invoice", "Number"),
        number_of,
        lambda row: plain(row.item.number),
        order="number",
        key="invoice__number",
        place="second",
    ),
    Column(
        "amount",
        _("Amount"),
        lambda row: formats.money(row.payment.amount, row.payment.currency),
        lambda row: plain(row.payment.amount),
        order="amount",
        numeric=True,
        place="value",
    ),
    Column(
        "account_amount",
        _("Account's currency"),
        lambda row: in_account_currency(row.payment.account_amount),
        lambda row: plain(row.payment.account_amount),
        order="account_amount",
        numeric=True,
        tells_apart=lambda row: row.payment.account_amount != row.payment.amount,
    ),
    Column(
        "currency", _("Currency"), lambda row: row.payment.currency, lambda row: row.payment.currency, on_page=False
    ),
)
PAYMENT_RECORDS = RecordTable(
    "invoice",
    COLUMNS,
    usual_order="-received",
    load=load_payments,
    counted=lambda count: ngettext("payment", "payments", count),
)
PAYMENT_SOURCE = Source(
    "payments",
    _("Payments of the client"),
    "payment",
    payment_rows,
    PAYMENT_RECORDS,
    {"person": by_person("invoice__responsible")},
)
RECEIVED = day_in("day", _("the day the payment came in"))

OF_CANCELLED = add(
    Metric(
        "cancelled_payments",
        _("Payments of cancelled invoices"),
        Unit.COUNT,
        PAYMENT_SOURCE,
        lambda _scope: Q(invoice__semantics=Semantics.FAILURE),
        RECEIVED,
        _("Payments received in the period for invoices that were cancelled; they are left out of every sum."),
    )
)

PAYMENTS = add(
    Metric(
        "payments",
        _("Payments"),
        Unit.COUNT,
        PAYMENT_SOURCE,
        lambda _scope: ~Q(invoice__semantics=Semantics.FAILURE),
        RECEIVED,
        _("Payments received in the period, whenever their invoice was issued."),
        left_out=(LeftOut(OF_CANCELLED, _("payments of cancelled invoices")),),
        better=1,
    )
)

PAYMENTS_WITHOUT_RATE = add_without_rate(
    PAYMENTS,
    "payments_without_rate",
    _("Payments without a rate"),
    _("Payments in a currency for which no rate was known on their day."),
)

PAID_AMOUNT = add_value(
    PAYMENTS,
    "paid_amount",
    _("Payments received"),
    _(
        "Sum of the payments received in the period, each converted at the rate of its day, whenever the invoice was "
        "issued."
    ),
    LeftOut(OF_CANCELLED, _("payments of cancelled invoices")),
    LeftOut(PAYMENTS_WITHOUT_RATE, _("in a currency without a rate")),
)
