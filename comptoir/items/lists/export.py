"""A whole list as a file: CSV or an Excel workbook, with cells that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils import timezone
from django.utils.translation import gettext
from markupsafe import Markup

from comptoir.account.queries import account
from comptoir.items.core.fields import Kind
from comptoir.items.kinds.display import Display
from comptoir.items.kinds.related import related_to
from comptoir.items.lists.group_table import HUNDRED, GroupTable, group_table
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.tables import TITLE, TableColumn
from comptoir.kit.money import ZERO
from comptoir.kit.text import neutralised

CHUNK = 500
BOM = "\ufeff"
LONGEST_CELL = 32_767
Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: the heads, the rows, and the columns that hold phone numbers, whose plus sign may stay."""

    name: str
    heads: list[str]
    rows: Iterator[list[Value]]
    phones: frozenset[int] = frozenset()


def sheet_of(listing: Listing) -> Sheet:
    """Return the list as it is asked for: all its rows, or its groups with their total."""
    name = str(listing.type.plural)
    if listing.request.group:
        table = group_table(listing)
        return Sheet(name, _group_heads(table), _group_rows(table))
    columns = listing.columns
    phones = [place for place, column in enumerate(columns) if column.field and column.field.target == "PHONE"]
    return Sheet(name, [str(column.label) for column in columns], _rows(listing), frozenset(phones))


def write_csv(sheet: Sheet, to: IO[bytes]) -> None:
    """Write UTF-8 with a mark that Excel understands; amounts and dates in their neutral form."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    writer = csv.writer(text)
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_safe(value, phone=place in sheet.phones) for place, value in enumerate(row)])
    text.detach()


def write_xlsx(sheet: Sheet, to: IO[bytes]) -> None:
    """Write a workbook of one sheet; texts stay texts, never links or formulas."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(to, options) as book:
        page = book.add_worksheet(sheet.name[:31])
        bold = book.add_format({"bold": True})
        for place, head in enumerate(sheet.heads):
            page.write_string(0, place, head, bold)
        for line, row in enumerate(sheet.rows, start=1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(line, place, value[:LONGEST_CELL])
                else:
                    page.write_number(line, place, value)


def _group_heads(table: GroupTable) -> list[str]:
    heads = [str(table.field.label), gettext("How many"), gettext("Share, in per cent")]
    return [*heads, str(table.summed.label)] if table.summed else heads


def _group_rows(table: GroupTable) -> Iterator[list[Value]]:
    for line in table.lines:
        label = f"{line.text} ({line.note})" if line.note else line.text
        yield _group_row(table, label, line.count, line.share, line.amount)
    yield _group_row(table, gettext("Total"), table.count, HUNDRED if table.count else ZERO, table.amount)


def _group_row(table: GroupTable, label: str, count: int, share: Decimal, amount: Decimal | None) -> list[Value]:
    row: list[Value] = [label, count, round(share, 2)]
    return [*row, amount or ZERO] if table.summed else row


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


def _safe(value: Value, *, phone: bool) -> str:
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return neutralised(text, numeric=not isinstance(value, str), phone=phone)
