"""A table of rows from anywhere: a column says how a cell is drawn, by what it is sorted, and what a file holds.

The list of a type is one use (`item_columns`); rows from elsewhere, such as the records behind a figure, are another:

    COLUMNS = (
        TableColumn("title", _("Deal"), html=linked, plain=title_of, order="title", place="title"),
        TableColumn("amount", _("Amount"), html=drawn, plain=lambda row: row.amount, order="amount", numeric=True),
    )
    rows, order = in_order(queryset, COLUMNS, request.GET.get("order", ""), usual="-amount")
    foot, start = numbered_page(rows.count(), request.GET.get("page", ""), url=lambda page: ...)
    table = draw(COLUMNS, load(rows[start : start + PAGE]), order, url=lambda order: ...)
    sheet = Sheet.of(name, COLUMNS, (row for chunk in chunks_of(rows) for row in load(chunk)))   # lists.export

The template draws it with `{% import "items/lists/_grid.html" as lists %}{{ lists.grid(table, label) }}`. A sum or
another total is the caller's own: it belongs to what the rows are, not to how they are shown.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import F, QuerySet
from markupsafe import Markup, escape

from comptoir.kit.text import Text
from comptoir.ui.component_values import Column, Page

R = TypeVar("R")
PAGE = 100
Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[R]):
    """A column of a table of R.

    html     renders the cell; what is not Markup is escaped
    plain    what a file holds: ISO dates, exact numbers, names
    order    how the address calls sorting by it, "" for not at all; `key` the database's column where it is another
    falls    the first click on the head sorts the largest first; numbers do
    place    the place of the cell in the small card of a row on a phone: title, value, second, start, end
    phone    it holds telephone numbers, whose plus sign may stay in a file
    """

    code: str
    label: Text
    html: Callable[[R], Markup | str]
    plain: Callable[[R], Value]
    order: str = ""
    key: str = ""
    numeric: bool = False
    falls: bool = False
    place: str = ""
    phone: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    html: Markup
    numeric: bool
    place: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """`id` and `title` identify the row when users select it."""

    id: int
    title: str
    cells: list[TableCell]


@dataclass(frozen=True, slots=True)
class Table:
    heads: list[Column]
    rows: list[TableRow]


def draw(
    columns: Sequence[TableColumn[R]],
    rows: Iterable[R],
    order: str,
    url: Callable[[str], str],
    *,
    name: Callable[[R], tuple[int, str]] = lambda _row: (0, ""),
) -> Table:
    """Draw rows in that order; `url` is the address of the same rows in another one, `name` a row's id and title."""
    return Table(
        [head_of(column, order, url) for column in columns],
        [
            TableRow(*name(row), [TableCell(escape(each.html(row)), each.numeric, each.place) for each in columns])
            for row in rows
        ],
    )


def head_of(column: TableColumn[R], order: str, url: Callable[[str], str]) -> Column:
    """Return the head of a column: a click sorts by it, the next one turns the order round."""
    direction = ""
    if column.order and order.removeprefix("-") == column.order:
        direction = "desc" if order.startswith("-") else "asc"
    first = "-" if column.numeric or column.falls else ""
    following = {"": f"{first}{column.order}", "asc": f"-{column.order}", "desc": column.order}[direction]
    return Column(
        label=column.label,
        numeric=column.numeric,
        sort_url=url(following) if column.order else "",
        direction=direction,
        modifier=f"cell-{column.code}",
    )


def in_order(
    rows: "QuerySet[Any]", columns: Sequence[TableColumn[Any]], order: str, usual: str
) -> tuple["QuerySet[Any]", str]:
    """Return rows of a database sorted as the address says, and the order in force; an unknown one is the usual one.

    Rows without a value come last, on every database; equal ones by id, so that pages never overlap.
    """
    keys = {column.order: column.key or column.order for column in columns if column.order}
    wanted = order if order.removeprefix("-") in keys else usual
    key = F(keys[wanted.removeprefix("-")])
    return rows.order_by(
        key.desc(nulls_last=True) if wanted.startswith("-") else key.asc(nulls_last=True), "-pk"
    ), wanted


def numbered_page(count: int, text: str, url: Callable[[int], str], size: int = PAGE) -> tuple[Page, int]:
    """Return the foot of a page with a number, and the place of its first row among the `count` rows.

    For rows that are few or counted anyway; lists of items page by key (`comptoir.items.lists.keyset`).
    """
    last_page = max(-(-count // size), 1)
    number = min(max(int(text), 1), last_page) if text.isdecimal() and len(text) < 9 else 1
    start = (number - 1) * size
    last = min(start + size, count)
    foot = Page(
        first=start + 1 if count else 0,
        last=last,
        total=count,
        previous_url=url(number - 1) if number > 1 else "",
        next_url=url(number + 1) if last < count else "",
    )
    return foot, start
