"""The records behind a figure as a table: columns by kind of record, their order, and what each cell says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.activities.models import Activity, ActivityBinding
from comptoir.analytics.scope import Scope
from comptoir.items.addresses import card_url
from comptoir.items.choices import sources
from comptoir.items.display import stage_choice
from comptoir.items.types import item_types
from comptoir.sales.models import Deal, DealContact, Payment

Text = str | Promise
DEAL, INVOICE = item_types.get("deal"), item_types.get("invoice")


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: `order` is the column of the database it is sorted by, `place` where it stands on a phone's cards."""

    code: str
    label: Text
    order: str = ""
    numeric: bool = False
    place: str = ""


DEAL_COLUMNS = (
    RecordColumn("title", _("Deal"), "title", place="title"),
    RecordColumn("pipeline", _("Pipeline"), "pipeline"),
    RecordColumn("stage", _("Stage"), "stage", place="start"),
    RecordColumn("responsible", _("Responsible"), "responsible__last_name", place="second"),
    RecordColumn("role", pgettext_lazy("of a contact in a deal", "Role")),
    RecordColumn("begin", _("Begin date"), "begin_date", numeric=True),
    RecordColumn("closed", _("Closed on"), "closed_at", numeric=True, place="end"),
    RecordColumn("amount", _("Amount"), "amount", numeric=True, place="value"),
    RecordColumn("account_amount", _("Account's currency"), "account_amount", numeric=True),
)
ACTIVITY_COLUMNS = (
    RecordColumn("happened_at", _("When"), "happened_at", place="end"),
    RecordColumn("kind", _("Channel"), "kind", place="start"),
    RecordColumn("direction", _("Direction"), "direction", place="value"),
    RecordColumn("subject", _("Subject"), "title", place="title"),
    RecordColumn("deals", _("Deals"), place="second"),
    RecordColumn("responsible", _("Responsible"), "responsible__last_name"),
    RecordColumn("completed", _("Completed"), "completed"),
)
PAIR_COLUMNS = (
    RecordColumn("happened_at", _("When"), "activity__happened_at", place="end"),
    RecordColumn("kind", _("Channel"), "activity__kind", place="start"),
    RecordColumn("direction", _("Direction"), "activity__direction", place="value"),
    RecordColumn("subject", _("Subject"), "activity__title", place="title"),
    RecordColumn("deals", _("Deal"), "item_id", place="second"),
    RecordColumn("responsible", _("Responsible"), "activity__responsible__last_name"),
)
INVOICE_COLUMNS = (
    RecordColumn("number", pgettext_lazy("of an invoice", "Number"), "number", place="second"),
    RecordColumn("subject", _("Invoice"), "title", place="title"),
    RecordColumn("stage", _("Status"), "stage", place="start"),
    RecordColumn("issued", _("Issued on"), "begin_date", numeric=True, place="end"),
    RecordColumn("due", _("Due on"), "close_date", numeric=True),
    RecordColumn("paid_on", _("Paid on"), numeric=True),
    RecordColumn("amount", _("Amount"), "amount", numeric=True, place="value"),
    RecordColumn("account_amount", _("Account's currency"), "account_amount", numeric=True),
    RecordColumn("paid", _("Paid"), "paid_amount", numeric=True),
)


@dataclass
class Records:
    """A page of rows, each {column: value}, with the address of its record and what it stands for."""

    columns: list[RecordColumn]
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """How the rows of a kind of source are listed."""

    columns: tuple[RecordColumn, ...]
    first_order: str
    load: Callable[[Any, Scope], list[dict[str, Any]]]


def listed(kind: Kind, rows: Any, scope: Scope) -> Records:
    """Return the page's rows drawn; columns that say the same in every row, or nothing, are left out."""
    drawn = kind.load(rows, scope)
    return Records([column for column in kind.columns if _is_needed(column, drawn)], drawn)


def ordered(rows: Any, kind: Kind, order: str) -> tuple[Any, str]:
    """Return the rows sorted as the address says, and the order in force; unknown ones become the usual order."""
    wanted = order or kind.first_order
    column = next((column for column in kind.columns if column.code == wanted.lstrip("-") and column.order), None)
    if column is None:
        wanted = kind.first_order
        column = next(column for column in kind.columns if column.code == wanted.lstrip("-"))
    key = F(column.order)
    descending = wanted.startswith("-")
    return rows.order_by(key.desc(nulls_last=True) if descending else key.asc(nulls_last=True), "-pk"), wanted


def _is_needed(column: RecordColumn, rows: Sequence[dict[str, Any]]) -> bool:
    """Pipeline, role and the account's currency show only when they tell rows apart."""
    if column.code == "role":
        return any(row.get("role") is not None for row in rows)
    if column.code == "account_amount":
        return any(row["account_amount"] != row["amount"] for row in rows)
    return True


def load_deals(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    deals = list(rows.select_related("responsible"))
    pipelines = {choice.id: choice.name for choice in sources.pipelines.all("deal")}
    return [
        {
            **_record(deal),
            "pipeline": pipelines.get(deal.pipeline_id, ""),
            "stage": stage_choice(DEAL, deal, deal.stage),
            "role": role,
            "begin": deal.begin_date or deal.created_at,
            "closed": deal.closed_at,
            "amount": deal.amount,
            "currency": deal.currency,
            "account_amount": deal.account_amount,
        }
        for deal, role in zip(deals, _roles(deals, scope), strict=True)
    ]


def _roles(deals: Sequence[Deal], scope: Scope) -> list[bool | None]:
    """Return for each deal whether the contact is its main one; None for a company's profile."""
    if scope.client.type_code != "contact":
        return [None] * len(deals)
    links = DealContact.objects.filter(contact=scope.client.id, deal__in=deals)
    main = dict(links.values_list("deal", "is_primary"))
    return [main.get(deal.pk, False) for deal in deals]


def load_activities(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    activities = list(rows.select_related("responsible"))
    pairs = ActivityBinding.objects.filter(activity__in=activities, item_type=item_types.get("deal").type_id)
    bound: dict[int, list[int]] = {}
    for activity_id, deal_id in pairs.values_list("activity", "item_id"):
        bound.setdefault(activity_id, []).append(deal_id)
    titles = _titles([id for ids in bound.values() for id in ids], scope)
    return [
        _activity(activity, [(id, titles[id]) for id in bound.get(activity.pk, []) if id in titles])
        for activity in activities
    ]


def load_pairs(rows: Any, scope: Scope) -> list[dict[str, Any]]:
    pairs = list(rows.select_related("activity__responsible"))
    titles = _titles([pair.item_id for pair in pairs], scope)
    return [_activity(pair.activity, [(pair.item_id, titles.get(pair.item_id, ""))]) for pair in pairs]


def _titles(ids: Sequence[int], scope: Scope) -> dict[int, str]:
    """Return the titles of those deals that the viewer may read."""
    return dict(scope.sight("deal").filter(pk__in=set(ids)).values_list("pk", "title"))


def _activity(activity: Activity, deals: list[tuple[int, str]]) -> dict[str, Any]:
    shown = [(title or f"#{id}", card_url(item_types.get("deal"), id)) for id, title in deals]
    return {**_record(activity), "deals": shown}


def _record(item: Any) -> dict[str, Any]:
    """Return what every row says of its record: title and address."""
    item_type = item_types.get(item.type_code)
    title = item_type.title_of(item) or f"#{item.pk}"
    return {"item": item, "title": title, "url": card_url(item_type, item.pk)}


def load_invoices(rows: Any, _scope: Scope) -> list[dict[str, Any]]:
    invoices = list(rows.select_related("responsible"))
    payments = Payment.objects.filter(invoice__in=invoices).order_by("day")
    days = dict(payments.values_list("invoice", "day"))
    return [
        {
            **_record(invoice),
            "stage": stage_choice(INVOICE, invoice, invoice.stage),
            "issued": invoice.begin_date,
            "due": invoice.close_date,
            "paid_on": days.get(invoice.pk),
            "amount": invoice.amount,
            "currency": invoice.currency,
            "account_amount": invoice.account_amount,
            "paid": invoice.paid_amount,
        }
        for invoice in invoices
    ]


KINDS: dict[str, Kind] = {
    "deal": Kind(DEAL_COLUMNS, "-amount", load_deals),
    "activity": Kind(ACTIVITY_COLUMNS, "-happened_at", load_activities),
    "pair": Kind(PAIR_COLUMNS, "-happened_at", load_pairs),
    "invoice": Kind(INVOICE_COLUMNS, "-issued", load_invoices),
}


@dataclass(frozen=True)
class Foot:
    """What stands at the end of a list: its count and sum, and the figure as the profile shows it."""

    count: int
    total: Decimal | int
    figure: Decimal | int

    @property
    def agrees(self) -> bool:
        return self.total == self.figure
