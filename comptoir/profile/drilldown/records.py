"""The records behind a figure as a table: which columns by kind of record, and their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import F

from comptoir.analytics.metric import Metric
from comptoir.analytics.scope import Scope
from comptoir.profile.drilldown import columns, loading
from comptoir.profile.drilldown.columns import RecordColumn


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


def listed(metric: Metric, rows: Any, scope: Scope) -> Records:
    """Return the page's rows drawn; columns that say the same in every row, or nothing, are left out."""
    kind = KINDS[metric.source.item_type]
    drawn = kind.load(rows, scope)
    return Records([column for column in kind.columns if _is_needed(column, drawn, metric)], drawn)


def ordered(metric: Metric, rows: Any, order: str) -> tuple[Any, str]:
    """Return the rows sorted as the address says, and the order in force; unknown ones become the usual order."""
    kind = KINDS[metric.source.item_type]
    wanted = order or kind.first_order
    column = next((column for column in kind.columns if column.code == wanted.lstrip("-") and column.order), None)
    if column is None:
        wanted = kind.first_order
        column = next(column for column in kind.columns if column.code == wanted.lstrip("-"))
    key = F(column.order)
    descending = wanted.startswith("-")
    return rows.order_by(key.desc(nulls_last=True) if descending else key.asc(nulls_last=True), "-pk"), wanted


def _is_needed(column: RecordColumn, rows: Sequence[dict[str, Any]], metric: Metric) -> bool:
    """Pipeline, role and the account's currency show only when they tell rows apart."""
    if column.sums and column.sums != metric.sums:
        return False
    if column.code == "role":
        return any(row.get("role") is not None for row in rows)
    if column.code == "account_amount":
        return any(row["account_amount"] != row["amount"] for row in rows)
    return True


KINDS: dict[str, Kind] = {
    "deal": Kind(columns.DEAL_COLUMNS, "-amount", loading.load_deals),
    "activity": Kind(columns.ACTIVITY_COLUMNS, "-happened_at", loading.load_activities),
    "pair": Kind(columns.PAIR_COLUMNS, "-happened_at", loading.load_pairs),
    "invoice": Kind(columns.INVOICE_COLUMNS, "-issued", loading.load_invoices),
    "payment": Kind(columns.PAYMENT_COLUMNS, "-received", loading.load_payments),
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
