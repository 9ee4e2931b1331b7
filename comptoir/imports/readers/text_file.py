"""Opening a delimited text file safely: what it really is, its encoding, its layout, and its rows as a stream."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.imports.errors import FileRefused
from comptoir.imports.readers.delimited import parse_rows
from comptoir.imports.readers.encoding import codec_of, errors_of, guess_encoding, is_unreadable, known_encoding
from comptoir.imports.readers.layout import (
    delimiter_of_sep_line,
    guess_delimiter,
    known_delimiter,
    looks_like_headings,
)
from comptoir.imports.readers.table import HEAD_BYTES, LINE_CHARACTERS, SAMPLE_ROWS, FileOptions, Row, Table

MAGIC = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x7fELF",
)
MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|!DOCTYPE|html)", re.IGNORECASE)
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NOT_TEXT = _("This is not a text file, whatever its name says. Save the table as CSV or XLSX and try again.")


def open_text(path: Path, options: FileOptions) -> Table:
    """Return the table in a delimited text file. Errors: FileRefused, with the reason."""
    encoding = known_encoding(options.encoding) if options.encoding else guess_encoding(path)
    _refuse_what_is_not_text(path, encoding)
    head = list(islice(_lines(path, encoding), SAMPLE_ROWS * 3))
    stated = delimiter_of_sep_line(head[0]) if head else ""
    delimiter = known_delimiter(options.delimiter) or stated or guess_delimiter(head)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise FileRefused(_("The delimiter must be one character, not “{delimiter}”.").format(delimiter=delimiter))
    rows = partial(_rows, path, encoding, delimiter, skip=1 if stated else 0)
    first = next(rows(), None)
    if first is None:
        raise FileRefused(_("The file is empty."), code="empty_file")
    has_header = looks_like_headings(first.values) if options.header is None else options.header
    if has_header and first.problem:
        raise FileRefused(_("Line {line} holds the headings: {reason}").format(line=first.line, reason=first.problem))
    return Table(
        path=path,
        kind="csv",
        headings=first.values if has_header else [""] * len(first.values),
        encoding=encoding,
        delimiter=delimiter,
        has_header=has_header,
        rows=partial(_data_rows, rows, has_header),
    )


def _refuse_what_is_not_text(path: Path, encoding: str) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if MARKUP.match(head):
        raise FileRefused(_("XML and HTML files cannot be imported. Save the table as CSV or XLSX."), code="file_type")
    if head.startswith(MAGIC):
        raise FileRefused(NOT_TEXT, code="file_type")
    # A handful of stray control characters are a matter of their rows; a tenth of the file is another kind of file.
    if not encoding.startswith("utf-16") and len(CONTROLS.findall(head)) * 10 > len(head):
        raise FileRefused(NOT_TEXT, code="file_type")


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines with their ends, whichever of the three they are."""
    with path.open(encoding=codec_of(encoding), errors=errors_of(encoding), newline="") as file:
        number = 0
        while line := file.readline(LINE_CHARACTERS):
            number += 1
            if len(line) >= LINE_CHARACTERS:
                raise FileRefused(
                    _("Line {line} is longer than {limit} characters.").format(
                        line=number, limit=f"{LINE_CHARACTERS:,}"
                    )
                )
            yield line


def _rows(path: Path, encoding: str, delimiter: str, skip: int) -> Iterator[Row]:
    lines = islice(_lines(path, encoding), skip, None)
    for row in parse_rows(lines, delimiter, first_line=skip + 1):
        if not row.problem:
            _check_characters(row, encoding)
        yield row


def _check_characters(row: Row, encoding: str) -> None:
    joined = "".join(row.values)
    row.empty = not joined.strip()
    if joined.isascii() and "\0" not in joined:
        return
    for column, value in enumerate(row.values):
        if "\0" in value:
            row.problem, row.column = _("The value holds a NUL character, which no text should."), column
        elif is_unreadable(value, encoding):
            row.problem = _(
                "The value holds bytes that are not {encoding}. Correct them, or choose the encoding."
            ).format(encoding=encoding.upper())
            row.column = column


def _data_rows(rows: partial[Iterator[Row]], has_header: bool) -> Iterator[Row]:
    return islice(rows(), 1 if has_header else 0, None)
