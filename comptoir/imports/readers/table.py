"""What every reader yields: rows with their line in the file and what is wrong with them; and the limits of a file.

A file beyond these limits is refused with a reason, before memory is spent on it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.kit.text import Text

MEBIBYTE = 1024 * 1024

FILE_BYTES = 100 * MEBIBYTE
UNPACKED_BYTES = 48 * MEBIBYTE
WORKBOOK_CELLS = 2_000_000
COLUMNS = 1_000
FIELD_CHARACTERS = 65_535
LINE_CHARACTERS = 4 * MEBIBYTE
HEAD_BYTES = 64 * 1024
SAMPLE_ROWS = 20


@dataclass(slots=True)
class Row:
    """One row: `problem` says why it cannot be imported, `column` (from 0) where; -1 is the row as a whole."""

    line: int
    values: list[str]
    problem: Text = ""
    column: int = -1
    empty: bool = False


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the user says about the file; an empty value is guessed."""

    encoding: str = ""
    delimiter: str = ""
    header: bool | None = None
    sheet: str = ""


@dataclass(slots=True)
class Table:
    """An opened file: its headings, how it was read, and its rows as often as one asks for them."""

    path: Path
    kind: str
    headings: list[str]
    encoding: str
    delimiter: str
    has_header: bool
    rows: Callable[[], Iterator[Row]]
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
