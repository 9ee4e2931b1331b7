"""The numbers of a widget as rows, and these as a file: CSV or an Excel workbook."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from comptoir.kit.text import neutralised
from comptoir.profile.widgets.type import Cell, Rows

BOM = "\ufeff"
# What remains of a division; amounts have fewer.
DIGITS = 4
FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def as_csv(rows: Rows) -> bytes:
    """Return UTF-8 with a mark that Excel understands; cells that no spreadsheet takes for formulas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return (BOM + text.getvalue()).encode()


def as_xlsx(rows: Rows, title: str) -> bytes:
    """Return a workbook of one sheet; texts stay texts."""
    out = io.BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title.translate(FORBIDDEN).strip()[:31] or "Widget")
        bold = book.add_format({"bold": True})
        for line, row in enumerate(rows):
            _write(sheet, line, row, bold if line == 0 else None)
    return out.getvalue()


def _write(sheet: Any, line: int, row: Sequence[Cell], style: Any) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(line, place, cell, style)
        elif cell is not None:
            sheet.write_number(line, place, cell, style)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutralised(cell)
    return format(round(Decimal(cell), DIGITS).normalize(), "f")
