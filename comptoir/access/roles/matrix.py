"""The matrix of a role as its page shows and sends it: a row per subject, a column per operation."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.access.models import Role
from comptoir.access.permissions import Level, Operation, Subject, subjects
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option

# What fits into a cell; Level's own labels explain them under the table.
SHORT = {
    Level.NONE: pgettext_lazy("level of a right", "None"),
    Level.OWN: pgettext_lazy("level of a right", "Own"),
    Level.DEPARTMENT: pgettext_lazy("level of a right", "Department"),
    Level.SUBTREE: pgettext_lazy("level of a right", "Sub-departments"),
    Level.OPEN: pgettext_lazy("level of a right", "Open"),
    Level.ALL: pgettext_lazy("level of a right", "All"),
}
YES_OR_NO = {Level.NONE: _("No"), Level.ALL: _("Yes")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One drop-down: its name in the form, its label, its value. `name` is "" if the right does not exist."""

    name: str
    label: Text
    value: int
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Row:
    subject: Subject
    cells: list[Cell]


def rows(role: Role, by_row: bool) -> list[Row]:
    """Return the rows of the matrix: types of records with `by_row`, else the areas."""
    granted = {(grant.subject, grant.operation): grant.level for grant in role.grants.all()}
    return [_row(subject, granted) for subject in subjects if subject.operations and _is_record(subject) == by_row]


def read(data: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """Return the cells of a submitted form; a text that is not a number becomes a level that does not exist."""
    found = {}
    for subject in subjects:
        for operation in subject.operations:
            value = data.get(cell_name(subject.code, operation))
            if value is not None:
                found[subject.code, str(operation)] = int(value) if value in _NUMBERS else -1
    return found


_NUMBERS = {str(int(level)) for level in Level}


def cell_name(subject: str, operation: str) -> str:
    return f"{subject}.{operation}"


def _is_record(subject: Subject) -> bool:
    return len(subject.operations) > 1


def _row(subject: Subject, granted: Mapping[tuple[str, str], int]) -> Row:
    names = SHORT if subject.by_row else YES_OR_NO
    options = [Option(str(int(level)), name) for level, name in names.items()]
    operations = list(Operation) if _is_record(subject) else [Operation(each) for each in subject.operations]
    return Row(subject, [_cell(subject, operation, granted, options) for operation in operations])


def _cell(
    subject: Subject, operation: Operation, granted: Mapping[tuple[str, str], int], options: list[Option]
) -> Cell:
    if operation not in subject.operations:
        return Cell("", operation.label, 0, [])
    value = int(granted.get((subject.code, operation), Level.NONE))
    label = _("%(records)s: %(operation)s") % {"records": subject.label, "operation": operation.label}
    if not subject.by_row and value:
        value = int(Level.ALL)
    return Cell(cell_name(subject.code, operation), label, value, options)
