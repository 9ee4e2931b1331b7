"""A file laid open for an import: its table, its mapped columns, and its rows as drafts with their external ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from comptoir.imports.mapping.options import ImportOptions
from comptoir.imports.mapping.plan import Columns, Plan, column_of, match_columns
from comptoir.imports.mapping.targets import ORIGIN, Target
from comptoir.imports.readers import Row, Survey, Table, open_table, survey
from comptoir.imports.running.importers import Importer
from comptoir.imports.running.rows import Cell, Draft, Problem, refused_row
from comptoir.kit.text import clean_text

BLANKS = " \u00a0\u200b\ufeff\n\r"


@dataclass(slots=True)
class Source:
    """`rows` yields each row of the file as a draft, or as the problem for which it is refused."""

    table: Table
    found: Survey
    columns: Columns
    plan: Plan
    targets: dict[str, Target]
    id_column: int
    _same: dict[bytes, int] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[Draft | Problem]:
        self._same.clear()
        self._seen.clear()
        for row in self.table.rows():
            yield self._draft(row)

    def _draft(self, row: Row) -> Draft | Problem:
        if row.problem:
            return refused_row(row, row.problem, row.column)
        if row.empty:
            return Problem(row.line, -1, _("The row is empty."))
        if len(row.values) != len(self.columns.targets):
            return Problem(
                row.line,
                -1,
                _("The row has {count} values, the headings are {expected}.").format(
                    count=len(row.values), expected=len(self.columns.targets)
                ),
            )
        origin = self._origin(row)
        if origin in self._seen:
            return Problem(row.line, self.id_column, _("This external id stands on an earlier line too."), origin)
        self._seen.add(origin)
        return Draft(row.line, origin, self._cells(row))

    def _cells(self, row: Row) -> dict[str, list[Cell]]:
        cells: dict[str, list[Cell]] = {}
        for column, (target, value) in enumerate(zip(self.columns.targets, row.values, strict=True)):
            if target and (text := value.strip(BLANKS)):
                cells.setdefault(target, []).append(Cell(column, text))
        for target, text in self.plan.constants.items():
            cells.setdefault(target, [Cell(-1, text)])
        return cells

    def _origin(self, row: Row) -> str:
        """Return the external id; a row without one is known by its content, so that nothing is added twice."""
        told = clean_text(row.values[self.id_column]) if self.id_column >= 0 else ""
        if told:
            return told[:255]
        digest = hashlib.sha256("\x1f".join(row.values).encode("utf-8", "surrogatepass")).digest()[:12]
        place = self._same[digest] = self._same.get(digest, 0) + 1
        return f"row:{digest.hex()}" + (f":{place}" if place > 1 else "")


def open_source(path: Path, name: str, importer: Importer, options: ImportOptions, plan: Plan) -> Source:
    """Open the file, walk through it once and lay the mapping over it. Errors: FileRefused, MappingRefused."""
    table = open_table(path, options.file_options, name=name)
    columns = match_columns(importer.targets(), table.headings, plan)
    id_column = _id_column(columns, options.id_column or plan.origin)
    return Source(
        table=table,
        found=survey(table),
        columns=columns,
        plan=plan,
        targets={target.code: target for target in importer.targets()},
        id_column=id_column,
    )


def _id_column(columns: Columns, heading: str) -> int:
    if heading:
        return column_of(columns, heading)
    return next(chain(columns.of(ORIGIN), [-1]))
