"""The columns of an item list as those of a table: fields as their kind draws them, what they refer to read at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from comptoir.account.queries import account
from comptoir.items.core.addresses import card_url
from comptoir.items.core.protocols import Item
from comptoir.items.drawing.display import Display
from comptoir.items.drawing.related import related_to
from comptoir.items.lists.columns import TITLE, ListColumn
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.table import Table, TableColumn, Value, draw

LINK = Markup('<a class="row-link" href="{}" data-slider data-row-link>{}</a>')
# On a phone a row is a small card: the columns for each place in it, of which the first one present is shown.
PLACES = {
    "value": ("amount", "price"),
    "second": ("company", "full_name", "phone", "kind", "code"),
    "start": ("stage", "type", "completed", "happened_at"),
    "end": ("next_activity", "close_date", "deadline", "responsible", "source"),
}


def table_of(listing: Listing) -> Table:
    """Draw the page of a list. The number of queries depends on its columns, not on its rows."""

    def name(item: Item) -> tuple[int, str]:
        return item.pk, _title(listing, item)

    columns = item_columns(listing, listing.items)
    return draw(columns, listing.items, listing.order, lambda order: listing.request.url(order=order), name=name)


def item_columns(listing: Listing, items: Sequence[Item]) -> list[TableColumn[Item]]:
    """Return the columns of a list, ready to draw and to write these items and no others."""
    shown = listing.columns
    related = related_to(listing.viewer, listing.type, items, [column.field for column in shown if column.field])
    display, places = Display(listing.type, related, account().currency), _places(shown)
    return [_column(listing, column, items, display, places.get(column.code, "")) for column in shown]


def _column(
    listing: Listing, column: ListColumn, items: Sequence[Item], display: Display, place: str
) -> TableColumn[Item]:
    html: Callable[[Item], Markup | str]
    plain: Callable[[Item], Value]
    if column.computed is not None:
        values = column.computed.load(listing.viewer, listing.type, items)
        html, plain = partial(_of_item, values), partial(_text_of_item, values)
    elif column.code == TITLE or column.field is None:
        html, plain = partial(_link, listing), listing.type.title_of
    else:
        html, plain = display.html_of(column.field), display.cell_of(column.field)
    field = column.field
    return TableColumn(
        column.code,
        column.label,
        html,
        plain,
        order=column.sort,
        numeric=column.numeric,
        falls=field is not None and field.kind.newest_first,
        place=place,
        phone=field is not None and field.target == "PHONE",
    )


def _title(listing: Listing, item: Item) -> str:
    return listing.type.title_of(item) or f"#{item.pk}"


def _link(listing: Listing, item: Item) -> Markup:
    return LINK.format(card_url(listing.type, item.pk), _title(listing, item))


def _of_item(values: dict[int, object], item: Item) -> Any:
    return values.get(item.pk, "")


def _text_of_item(values: dict[int, object], item: Item) -> str:
    value = values.get(item.pk, "")
    return value.striptags() if isinstance(value, Markup) else str(value)


def _places(columns: list[ListColumn]) -> dict[str, str]:
    shown = [column.code for column in columns]
    found = {TITLE: "title"}
    for place, codes in PLACES.items():
        code = next((code for code in codes if code in shown and code not in found), None)
        if code:
            found[code] = place
    return found
