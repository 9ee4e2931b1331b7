"""Opening an XLSX workbook safely: its unpacked size and its grid are measured before it is loaded."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, load_workbook

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.layout import looks_like_headings
from comptoir.imports.readers.table import FIELD_CHARACTERS, UNPACKED_BYTES, WORKBOOK_CELLS, FileOptions, Row, Table

CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
CHUNK = 1024 * 1024
UNREADABLE = _("This workbook cannot be read. Open it in a spreadsheet and save it again as XLSX.")


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def open_workbook(path: Path, options: FileOptions) -> Table:
    """Return the table on one sheet of a workbook, the first one unless it is named. Errors: FileRefused."""
    _measure(path)
    try:
        book = load_workbook(str(path))
    except (CalamineError, ValueError) as error:
        raise FileRefused(UNREADABLE) from error
    sheets = list(book.sheet_names)
    name = options.sheet or sheets[0]
    if name not in sheets:
        raise FileRefused(_("The workbook has no sheet “{sheet}”.").format(sheet=name))
    rows = partial(_rows, path, name)
    first = next(rows(), None)
    if first is None:
        raise FileRefused(_("The file is empty."), code="empty_file")
    has_header = looks_like_headings(first.values) if options.header is None else options.header
    return Table(
        path=path,
        kind="xlsx",
        headings=first.values if has_header else [""] * len(first.values),
        encoding="",
        delimiter="",
        has_header=has_header,
        rows=partial(_data_rows, rows, has_header),
        sheets=sheets,
        sheet=name,
    )


def _measure(path: Path) -> None:
    """Refuse a workbook that is too large unpacked (a zip bomb), or whose cells lie too far apart."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
                raise FileRefused(
                    _("The workbook unpacks to more than {limit} MiB. Split it, or save it as CSV.").format(
                        limit=UNPACKED_BYTES // CHUNK
                    ),
                    code="file_size",
                )
            if not any(entry.filename.startswith("xl/") for entry in entries):
                raise FileRefused(_("This archive is not an XLSX workbook."), code="file_type")
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/"):
                    _measure_grid(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefused(UNREADABLE) from error


def _measure_grid(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet with too large a grid: the library allocates every cell between two distant ones."""
    height = width = 0
    tail = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            for letters, number in CELL.findall(tail + chunk):
                height = max(height, int(number))
                width = max(width, _column_number(letters))
            if height * width > WORKBOOK_CELLS:
                raise FileRefused(
                    _(
                        "A sheet spans more than {limit} cells. Delete its empty rows and columns, or save it as CSV."
                    ).format(limit=f"{WORKBOOK_CELLS:,}"),
                    code="file_size",
                )
            # A tag may be cut in two by the end of a chunk.
            tail = chunk[-64:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(path: Path, sheet: str) -> Iterator[Row]:
    opened: CalamineSheet = load_workbook(str(path)).get_sheet_by_name(sheet)
    first = (opened.start or (0, 0))[0] + 1
    for number, cells in enumerate(opened.iter_rows(), first):
        values = [_text_of(cell) for cell in cells]
        row = Row(number, values, empty=not any(value.strip() for value in values))
        if row.empty:
            continue
        for column, value in enumerate(values):
            if len(value) > FIELD_CHARACTERS:
                row.column = column
                row.problem = _("The value is {length} characters long; at most {limit} can be imported.").format(
                    length=f"{len(value):,}", limit=f"{FIELD_CHARACTERS:,}"
                )
                values[column] = ""
        yield row


def _text_of(cell: object) -> str:
    """Return the cell as a person would type it into a CSV file."""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, float):
        # Excel stores every number as a double: 12 is 12.0, and 15 digits are exact.
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) or cell is not None else ""


def _data_rows(rows: partial[Iterator[Row]], has_header: bool) -> Iterator[Row]:
    iterator = rows()
    if has_header:
        next(iterator, None)
    return iterator
