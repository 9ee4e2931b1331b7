"""What every reader gives: rows with the line on which they stand in the file, and what is wrong with them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.kit.errors import Text


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
