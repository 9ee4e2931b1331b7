"""The source of figures about invoices: its rows with their payments, their groups and columns."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from markupsafe import Markup

from comptoir.analytics.groups import by_person, by_stage
from comptoir.analytics.metric import day_in
from comptoir.analytics.records import (
    Record,
    RecordColumn,
    RecordTable,
    in_account_currency,
    linked,
    plain,
    stage,
    title_of,
)
from comptoir.analytics.scope import Gate, Rows, Scope
from comptoir.analytics.source import ItemList, Source
from comptoir.items.core.choices import Choice
from comptoir.items.core.item_types import item_types
from comptoir.items.kinds.stage import stage_choice
from comptoir.items.models import AmountField
from comptoir.sales.metrics.common import of_subject
from comptoir.sales.models import InvoiceContact, Payment
from comptoir.ui import formats

NUMBER = Markup('<span class="num">{}</span>')


def invoice_rows(scope: Scope, gate: Gate) -> Rows:
    """Return the subject's invoices, each once, with what was paid of them.

    paid_amount      the sum of payments in the account's currency; None without any
    unpaid_amount    what is left to pay, at least 0; None without a rate
    paid_on          the day on which payments reached the invoice's amount; None before
    has_unconverted  whether a payment has no rate
    """
    # Coalesce inside Greatest: on SQLite (MAX) a NULL argument makes the result NULL, PostgreSQL ignores it.
    nothing = Value(0, output_field=AmountField())
    left = Greatest(F("account_amount") - Coalesce("paid_amount", nothing), nothing, output_field=AmountField())
    rows = of_subject(gate("invoice"), InvoiceContact, "invoice", scope)
    paid: Rows = rows.annotate(
        paid_amount=_sum_of(_payments(), "account_amount"),
        paid_on=Subquery(_reaching()),
        has_unconverted=Exists(_payments(account_amount__isnull=True)),
    ).annotate(unpaid_amount=left)
    return paid


def _payments(**conditions: Any) -> QuerySet[Payment]:
    # Subqueries and not joins: joined payments would repeat the invoice, and sums would count it several times.
    # order_by() drops the model's ordering, whose columns would join GROUP BY.
    return Payment.objects.filter(invoice=OuterRef("pk"), **conditions).order_by()


def _sum_of(payments: QuerySet[Payment], column: str) -> Subquery:
    sums = payments.values("invoice").annotate(sum=Sum(column)).values("sum")
    return Subquery(sums, output_field=AmountField())


def _reaching() -> Any:
    """Return the day of the first payment of an invoice that reaches the amount together with earlier ones."""
    before = Payment.objects.filter(invoice=OuterRef("invoice"), day__lte=OuterRef("day")).order_by()
    payments = _payments().annotate(so_far=_sum_of(before, "amount"))
    return payments.filter(so_far__gte=OuterRef("amount")).order_by("day").values("day")[:1]


# --- How they are listed ---
@dataclass(frozen=True)
class InvoiceRecord(Record):
    stage: Choice | None


def load_invoices(rows: Rows, _scope: Scope) -> list[InvoiceRecord]:
    return [
        InvoiceRecord(invoice, stage_choice(item_types.get("invoice"), invoice, invoice.stage))
        for invoice in rows.select_related("responsible")
    ]


def number_of(row: Record) -> Markup:
    return NUMBER.format(row.item.number)


Column = RecordColumn[InvoiceRecord]
INVOICE_COLUMNS = (
    Column(
        "number",
        pgettext_lazy("of an invoice", "Number"),
        number_of,
        lambda row: plain(row.item.number),
        order="number",
        place="second",
    ),
    Column("subject", _("Invoice"), linked, title_of, order="subject", key="title", place="title"),
    Column(
        "stage",
        _("Status"),
        lambda row: stage(row.stage, row.item.stage),
        lambda row: row.stage.name if row.stage else str(row.item.stage),
        order="stage",
        place="start",
    ),
    Column(
        "issued",
        _("Issued on"),
        lambda row: formats.format_date(row.item.begin_date),
        lambda row: plain(row.item.begin_date),
        order="issued",
        key="begin_date",
        numeric=True,
        place="end",
    ),
    Column(
        "due",
        _("Due on"),
        lambda row: formats.format_date(row.item.close_date),
        lambda row: plain(row.item.close_date),
        order="due",
        key="close_date",
        numeric=True,
    ),
    Column(
        "paid_on",
        _("Paid on"),
        lambda row: formats.format_date(row.item.paid_on),
        lambda row: plain(row.item.paid_on),
        order="paid_on",
        numeric=True,
    ),
    Column(
        "amount",
        _("Amount"),
        lambda row: formats.money(row.item.amount, row.item.currency),
        lambda row: plain(row.item.amount),
        order="amount",
        numeric=True,
        place="value",
    ),
    Column(
        "account_amount",
        _("Account's currency"),
        lambda row: in_account_currency(row.item.account_amount),
        lambda row: plain(row.item.account_amount),
        order="account_amount",
        numeric=True,
        tells_apart=lambda row: row.item.account_amount != row.item.amount,
    ),
    Column(
        "paid",
        _("Paid"),
        lambda row: in_account_currency(row.item.paid_amount),
        lambda row: plain(row.item.paid_amount),
        order="paid",
        key="paid_amount",
        numeric=True,
    ),
    Column(
        "unpaid",
        _("Left to pay"),
        lambda row: in_account_currency(row.item.unpaid_amount),
        lambda row: plain(row.item.unpaid_amount),
        order="unpaid",
        key="unpaid_amount",
        numeric=True,
        sums="unpaid_amount",
    ),
    Column("currency", _("Currency"), lambda row: row.item.currency, lambda row: row.item.currency, on_page=False),
)
INVOICE_RECORDS = RecordTable(
    "invoice",
    INVOICE_COLUMNS,
    usual_order="-issued",
    load=load_invoices,
    counted=lambda count: ngettext("invoice", "invoices", count),
)
INVOICE_SOURCE = Source(
    "invoices",
    _("Invoices of the client"),
    "invoice",
    invoice_rows,
    INVOICE_RECORDS,
    {"stage": by_stage("invoice"), "person": by_person()},
    item_list=ItemList(groups={"stage": "stage", "person": "responsible"}),
)
ISSUED = day_in("begin_date", _("the day the invoice was issued"))
