"""How the records behind figures are listed: a source declares the columns of its rows and how a page of them is read.

    DEAL_RECORDS = RecordTable(
        "deal", COLUMNS, usual_order="-amount", load=load_deals, counted=lambda count: ngettext("deal", "deals", count)
    )

The page, the file and the answers to programs are all drawn from that one table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.utils import timezone
from markupsafe import Markup

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.analytics.scope import Rows, Scope
from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import Choice
from comptoir.items.core.contexts import macro
from comptoir.items.core.item_types import item_types
from comptoir.items.lists.table import TableColumn, Value
from comptoir.ui import formats

LINK = Markup('<a class="row-link" href="{}" data-slider data-row-link>{}</a>')


@dataclass(frozen=True)
class Record:
    """A row; `item` is the record that it opens."""

    item: Any

    @property
    def title(self) -> str:
        return item_types.get(self.item.type_code).title_of(self.item) or f"#{self.item.pk}"

    @property
    def url(self) -> str:
        return card_url(item_types.get(self.item.type_code), self.item.pk)


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class RecordColumn(TableColumn[R]):
    """A column of records.

    sums         only with figures that sum this column of the database
    tells_apart  shown on a page only when it is true of one of its rows; files and answers have it always
    on_page      false: only files and answers have it
    """

    sums: str = ""
    tells_apart: Callable[[R], bool] | None = None
    on_page: bool = True


@dataclass(frozen=True)
class RecordTable(Generic[R]):
    """How the rows of a source are listed.

    item_type    what a row opens, and whose right to export covers it
    usual_order  the order that stands when none is asked for
    load         reads a page of rows, in a fixed number of queries
    counted      what a number of rows is called: "deals"
    """

    item_type: str
    columns: tuple[RecordColumn[R], ...]
    usual_order: str
    load: Callable[[Rows, Scope], list[R]]
    counted: Callable[[int], str]

    def columns_with(self, sums: str) -> list[RecordColumn[R]]:
        """Return all columns that go with figures that sum this column; "" for those that count rows."""
        return [column for column in self.columns if not column.sums or column.sums == sums]

    def columns_on_page(self, sums: str, rows: Sequence[R]) -> list[RecordColumn[R]]:
        """Return the columns that a page of these rows shows."""
        return [
            column
            for column in self.columns_with(sums)
            if column.on_page and (column.tells_apart is None or any(map(column.tells_apart, rows)))
        ]

    def may_export(self, viewer: User) -> bool:
        """Say whether the viewer may take records of this kind out of the product."""
        return item_types.get(self.item_type).allowed(viewer, "export")


# --- Cells -----------------------------------------------------------------------------------------------------------
def linked(row: Record) -> Markup:
    return LINK.format(row.url, row.title)


def title_of(row: Record) -> str:
    return row.title


def person(user: User | None) -> Markup | str:
    return macro("person")(user.full_name) if user else ""


def name_of(user: User | None) -> str:
    return user.full_name if user else ""


def stage(choice: Choice | None, code: str) -> Markup | str:
    return macro("stage")(choice.name, choice.colour, choice.semantics) if choice else code


def in_account_currency(amount: Decimal | None) -> str:
    return formats.money(amount, account().currency)


def plain(value: Decimal | int | date | datetime | str | None) -> Value:
    """Return a value in its neutral form: ISO dates in the account's time, exact amounts, "" for nothing."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | Decimal) else str(value or "")
