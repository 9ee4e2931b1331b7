"""A whole list as a file, CSV or an Excel workbook, without cells that a spreadsheet would take for formulas."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any, TypeVar

import xlsxwriter  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.translation import gettext

from comptoir.items.lists.cells import item_columns
from comptoir.items.lists.groups import HUNDRED, GroupTable, group_table
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.table import TableColumn, Value
from comptoir.kit.money import ZERO
from comptoir.kit.text import neutralised

R = TypeVar("R")
CHUNK = 500
# Excel reads a CSV file without this mark in the code page of its country.
BOM = "\ufeff"
# Excel's limit for the text of a cell.
LONGEST_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Sheet:
    """The content of a file: heads, rows, and the columns of phone numbers, whose plus sign stays."""

    name: str
    heads: list[str]
    rows: Iterator[list[Value]]
    phones: frozenset[int] = frozenset()

    @classmethod
    def of(cls, name: str, columns: Sequence[TableColumn[R]], rows: Iterable[R]) -> "Sheet":
        """Return the sheet of a table whose columns are the same for all rows, which may come one by one."""
        phones = frozenset(place for place, column in enumerate(columns) if column.phone)
        lines = ([column.plain(row) for column in columns] for row in rows)
        return cls(name, [str(column.label) for column in columns], lines, phones)


def chunks_of(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """Yield rows in chunks of 500, so that what they refer to is read once per chunk."""
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def sheet_of(listing: Listing) -> Sheet:
    """Return the list as it is asked for: all its rows, or its groups with their total."""
    name = str(listing.type.plural)
    if listing.request.group:
        table = group_table(listing.request, listing.groups)
        return Sheet(name, _group_heads(table), _group_rows(table))
    sheets = (Sheet.of(name, item_columns(listing, items), items) for items in chunks_of(listing.sorted_rows))
    empty = Sheet.of(name, item_columns(listing, ()), ())
    return Sheet(name, empty.heads, chain.from_iterable(sheet.rows for sheet in sheets), empty.phones)


def file_response(sheet: Sheet, name: str, format_: str) -> FileResponse:
    """Answer with the sheet as a file: a workbook for "xlsx", else CSV."""
    kind = "xlsx" if format_ == "xlsx" else "csv"
    write, content_type = WRITERS[kind]
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    # Written before it is sent: the rows are read within the request, and an error is still a proper answer.
    write(sheet, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{kind}", content_type=content_type)


def write_csv(sheet: Sheet, to: IO[bytes]) -> None:
    """Write UTF-8 with a byte order mark; amounts and dates in their neutral form."""
    text = io.TextIOWrapper(to, encoding="utf-8", newline="", write_through=True)
    text.write(BOM)
    writer = csv.writer(text)
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_safe(value, phone=place in sheet.phones) for place, value in enumerate(row)])
    text.detach()


def write_xlsx(sheet: Sheet, to: IO[bytes]) -> None:
    """Write a workbook of one sheet; texts stay texts and never become links or formulas."""
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


WRITERS = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


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


def _safe(value: Value, *, phone: bool) -> str:
    text = format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    return neutralised(text, numeric=not isinstance(value, str), phone=phone)
