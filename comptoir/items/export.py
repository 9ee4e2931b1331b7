"""A whole list as a file: CSV or an Excel workbook, with cells that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils import timezone
from markupsafe import Markup

from comptoir.account.queries import account
from comptoir.items.display import Display
from comptoir.items.fields import Kind
from comptoir.items.queries.listing import Listing
from comptoir.items.queries.related import related_to
from comptoir.items.tables import TITLE, TableColumn
from comptoir.kit.safe_cells import neutralised

CHUNK = 500
BOM = "\ufeff"
LONGEST_CELL = 32_767
Value = str | int | Decimal


def write_csv(listing: Listing, to: IO[bytes]) -> None:
    """Write the list as UTF-8 with a mark that Excel understands; amounts and dates in their neutral form."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    writer = csv.writer(text)
    writer.writerow(_heads(listing))
    for row in _rows(listing):
        writer.writerow([_safe(column, value) for column, value in zip(listing.columns, row, strict=True)])
    text.detach()


def write_xlsx(listing: Listing, to: IO[bytes]) -> None:
    """Write the list as a workbook of one sheet; texts stay texts, never links or formulas."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(to, options) as book:
        sheet = book.add_worksheet(str(listing.type.plural)[:31])
        bold = book.add_format({"bold": True})
        for place, head in enumerate(_heads(listing)):
            sheet.write_string(0, place, head, bold)
        for line, row in enumerate(_rows(listing), start=1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, place, value[:LONGEST_CELL])
                else:
                    sheet.write_number(line, place, value)


def _heads(listing: Listing) -> list[str]:
    return [str(column.label) for column in listing.columns]


def _rows(listing: Listing) -> Iterator[list[Value]]:
    """Yield the values of every row of the list; references are read once a chunk."""
    chunk: list[Any] = []
    for item in listing.sorted_rows.iterator(chunk_size=CHUNK):
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield from _values(listing, chunk)
            chunk = []
    yield from _values(listing, chunk)


def _values(listing: Listing, items: Sequence[Any]) -> Iterator[list[Value]]:
    columns = listing.columns
    related = related_to(listing.viewer, listing.type, items, [column.field for column in columns if column.field])
    display = Display(listing.type, related, account().currency)
    computed = {
        column.code: column.computed.load(listing.viewer, listing.type, items) for column in columns if column.computed
    }
    for item in items:
        yield [_value(listing, column, item, display, computed) for column in columns]


def _value(
    listing: Listing, column: TableColumn, item: Any, display: Display, computed: dict[str, dict[int, object]]
) -> Value:
    if column.code == TITLE:
        return listing.type.title_of(item)
    if column.field is None:
        value = computed[column.code].get(item.pk, "")
        return value.striptags() if isinstance(value, Markup) else str(value)
    raw = getattr(item, column.field.attribute, None)
    if column.field.kind in (Kind.AMOUNT, Kind.INTEGER) and raw is not None:
        return Decimal(raw)
    if isinstance(raw, datetime):
        return timezone.localtime(raw).strftime("%Y-%m-%d %H:%M")
    if isinstance(raw, date):
        return raw.isoformat()
    return display.text(column.field, item)


def _safe(column: TableColumn, value: Value) -> str:
    numeric = not isinstance(value, str)
    is_phone = column.field is not None and column.field.target == "PHONE"
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return neutralised(text, numeric=numeric, phone=is_phone)
