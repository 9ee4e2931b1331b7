"""Opening a file of either kind, and the first walk through it that must succeed before anything is imported."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.habits import Habits
from comptoir.imports.readers.table import COLUMNS, FILE_BYTES, MEBIBYTE, SAMPLE_ROWS, FileOptions, Row, Table
from comptoir.imports.readers.text_file import open_text
from comptoir.imports.readers.workbook import is_workbook, open_workbook
from comptoir.kit.text import clean_line

SUFFIXES = {".csv", ".tsv", ".txt", ".xlsx", ""}


@dataclass(slots=True)
class Survey:
    """What a whole walk through the file tells before its import."""

    rows: int = 0
    samples: list[Row] = field(default_factory=list)
    habits: Habits = field(default_factory=Habits)


def open_table(path: Path, options: FileOptions | None = None, *, name: str = "") -> Table:
    """Return the table in a CSV or XLSX file.

    Errors: FileRefused, with the reason, for any other kind of file, an empty or an oversized one.
    """
    options = options or FileOptions()
    suffix = Path(name or path.name).suffix.lower()
    if not path.is_file():
        raise FileRefused(_("There is no file “{name}”.").format(name=name or path.name), code="no_file")
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(_("The file is empty."), code="empty_file")
    if size > FILE_BYTES:
        raise FileRefused(
            _("The file is larger than {limit} MiB. Split it.").format(limit=FILE_BYTES // MEBIBYTE), code="file_size"
        )
    if suffix not in SUFFIXES:
        raise FileRefused(
            _("Files of the type “{suffix}” cannot be imported. Save the table as CSV or XLSX.").format(suffix=suffix),
            code="file_type",
        )
    table = open_workbook(path, options) if is_workbook(path) else open_text(path, options)
    table.headings = _named(table.headings)
    if len(table.headings) > COLUMNS:
        raise FileRefused(
            _("The file has {count} columns; at most {limit} can be imported.").format(
                count=f"{len(table.headings):,}", limit=f"{COLUMNS:,}"
            ),
            code="too_many_columns",
        )
    return table


def survey(table: Table) -> Survey:
    """Walk through the file once: count its rows, keep the first ones, learn the order of its dates.

    Errors: FileRefused for a quotation mark that is never closed: nothing must be imported from such a file.
    """
    found = Survey()
    for row in table.rows():
        found.rows += 1
        if found.rows <= SAMPLE_ROWS:
            found.samples.append(row)
        if not row.problem:
            found.habits.look_at(row.values)
    return found


def _named(headings: list[str]) -> list[str]:
    """Return the headings cleaned; a column without one is called by its number."""
    cleaned = [clean_line(heading) for heading in headings]
    return [heading or str(_("Column {number}").format(number=number)) for number, heading in enumerate(cleaned, 1)]
