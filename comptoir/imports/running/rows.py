"""A row on its way in: the texts of its cells by target, the values made of them, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from comptoir.imports.readers import Row
from comptoir.kit.text import Text


@dataclass(slots=True)
class Cell:
    """A filled cell: `column` is its place in the file, from 0."""

    column: int
    text: str


@dataclass(slots=True)
class Problem:
    """What is wrong on a line: a refused row has not been imported; a warning says what was left out of it."""

    line: int
    column: int
    reason: Text
    value: str = ""
    refused: bool = True


@dataclass(slots=True)
class Draft:
    """`cells` holds the filled cells by target code; `values` what will be written, by field code."""

    line: int
    origin: str
    cells: dict[str, list[Cell]]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    item_id: int = 0

    def text(self, target: str) -> str:
        """Return the text of the first filled column of that target, or ""."""
        cells = self.cells.get(target)
        return cells[0].text if cells else ""

    def column(self, target: str) -> int:
        cells = self.cells.get(target)
        return cells[0].column if cells else -1

    def refuse(self, target: str, reason: Text) -> None:
        self.problems.append(Problem(self.line, self.column(target), reason, self.text(target)))

    def warn(self, target: str, reason: Text, value: str = "") -> None:
        text = value or self.text(target)
        self.problems.append(Problem(self.line, self.column(target), reason, text, refused=False))

    def warn_of(self, cell: Cell, reason: Text) -> None:
        self.problems.append(Problem(self.line, cell.column, reason, cell.text, refused=False))

    @property
    def is_refused(self) -> bool:
        return any(problem.refused for problem in self.problems)


def refused_row(row: Row, reason: Text, column: int = -1) -> Problem:
    value = row.values[column] if 0 <= column < len(row.values) else ""
    return Problem(row.line, column, reason, value)
