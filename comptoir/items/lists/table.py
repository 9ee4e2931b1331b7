"""A page of a list made ready for its table: heads with their sorting, rows with drawn cells."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from comptoir.account.queries import account
from comptoir.items.core.addresses import card_url
from comptoir.items.core.fields import Kind
from comptoir.items.kinds.display import Display
from comptoir.items.kinds.related import related_to
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.tables import TITLE, TableColumn
from comptoir.ui.component_values import Column

LINK = Markup('<a class="row-link" href="{}" data-slider data-row-link>{}</a>')
# On a phone a row is a small card: where these columns stand in it, the first one present in each place.
PLACES = {
    "value": ("amount", "price"),
    "second": ("company", "full_name", "phone", "kind", "code"),
    "start": ("stage", "type", "completed", "happened_at"),
    "end": ("next_activity", "close_date", "deadline", "responsible", "source"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    html: Markup
    numeric: bool
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    title: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    heads: list[Column]
    rows: list[Row]


def grid_of(listing: Listing) -> Grid:
    """Draw the page of a list. The number of queries depends on its columns, not on its rows."""
    return Grid([_head(listing, column) for column in listing.columns], _rows(listing))


def _head(listing: Listing, column: TableColumn) -> Column:
    direction = ""
    if column.sort and listing.order.removeprefix("-") == column.sort:
        direction = "desc" if listing.order.startswith("-") else "asc"
    first = "-" if column.numeric or (column.field and column.field.kind in (Kind.DATE, Kind.DATETIME)) else ""
    order = {"": f"{first}{column.sort}", "asc": f"-{column.sort}", "desc": column.sort}[direction]
    return Column(
        label=column.label,
        numeric=column.numeric,
        sort_url=listing.request.url(order=order) if column.sort else "",
        direction=direction,
        modifier=f"cell-{column.code}",
    )


def _rows(listing: Listing) -> list[Row]:
    items, columns = listing.items, listing.columns
    related = related_to(listing.viewer, listing.type, items, [column.field for column in columns if column.field])
    display = Display(listing.type, related, account().currency)
    computed = {
        column.code: column.computed.load(listing.viewer, listing.type, items) for column in columns if column.computed
    }
    places = _places(columns)
    return [
        Row(
            item.pk,
            title_of(listing, item),
            [
                Cell(_drawn(listing, column, item, display, computed), column.numeric, places.get(column.code, ""))
                for column in columns
            ],
        )
        for item in items
    ]


def title_of(listing: Listing, item: Any) -> str:
    return listing.type.title_of(item) or f"#{item.pk}"


def _drawn(
    listing: Listing, column: TableColumn, item: Any, display: Display, computed: dict[str, dict[int, object]]
) -> Markup:
    if column.code == TITLE:
        return LINK.format(card_url(listing.type, item.pk), title_of(listing, item))
    if column.field is not None:
        return display.html(column.field, item)
    return escape(computed[column.code].get(item.pk, ""))


def _places(columns: list[TableColumn]) -> dict[str, str]:
    shown = [column.code for column in columns]
    found = {TITLE: "title"}
    for place, codes in PLACES.items():
        code = next((code for code in codes if code in shown and code not in found), None)
        if code:
            found[code] = place
    return found
