"""From the text of a cell to a value of its field, as the field's kind reads it."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.imports.mapping.targets import Target
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.names import AMBIGUOUS, Unclear
from comptoir.imports.running.rows import Cell, Draft
from comptoir.kit.errors import NotAValue


def convert(target: Target, draft: Draft, session: ImportSession) -> None:
    """Put the value of the target's cells into the draft; what cannot be read refuses the row."""
    field = target.field
    cells = [KnownCell(target, cell, draft, session) for cell in draft.cells.get(target.code, ())]
    if field is None or not cells:
        return
    if field.kind.takes_all_cells:
        found = [each for cell in cells for each in field.kind.from_cell(field, cell)]
        draft.values.setdefault(field.code, []).extend(dict.fromkeys(found))
        return
    try:
        value = field.kind.from_cell(field, cells[0])
    except NotAValue as error:
        draft.refuse(target.code, error.reason)
        return
    if value is not None:
        draft.values[field.code] = value
    for other in cells[1:]:
        if other.written != cells[0].written:
            draft.warn_of(other.cell, _("Not used: another column gives this field already."))


@dataclass(frozen=True, slots=True)
class KnownCell:
    """A cell with the habits of its column and the names of the import: what `Kind.from_cell` is given."""

    target: Target
    cell: Cell
    draft: Draft
    session: ImportSession

    @property
    def written(self) -> str:
        return self.cell.text

    @property
    def text(self) -> str:
        return self.session.read_as(self.target.code, self.cell.text)

    @property
    def zone(self) -> ZoneInfo:
        return self.session.zone

    @property
    def date_order(self) -> str:
        return self.session.date_order(self.cell.column)

    @property
    def has_decimal_comma(self) -> bool:
        return self.session.habits.has_decimal_comma(self.cell.column)

    @property
    def factor(self) -> str:
        return self.session.plan.factors.get(self.target.code, "")

    @property
    def value_type(self) -> str:
        return self.target.value_type

    def choice(self, directory: str) -> str | None:
        text = self.text
        found = self.session.find_choice(directory, text) or self.session.create_choice(directory, text)
        if found is None:
            _left_blank(self.target, text, self.draft, self.session)
        return found

    def person(self) -> int | None:
        text = self.text
        found = self.session.people.find(text)
        if found in (None, AMBIGUOUS):
            _left_blank(self.target, text, self.draft, self.session)
            return None
        return int(found)

    def record(self, target: str) -> int | None:
        return find_item(self.target, target, self.text, self.draft, self.session)


def find_item(target: Target, type_code: str, text: str, draft: Draft, session: ImportSession) -> int | None:
    """Return the record that the text names, created if asked for; else warn and leave the field blank."""
    found = session.find_record(type_code, text) or session.create_record(type_code, text)
    if found is None or isinstance(found, Unclear):
        _left_blank(target, text, draft, session, several=isinstance(found, Unclear))
        return None
    return found


def _left_blank(target: Target, text: str, draft: Draft, session: ImportSession, *, several: bool = False) -> None:
    reason = _("Several records bear this name: the field is left blank.") if several else _("Not found: left blank.")
    draft.warn(target.code, reason, text)
    session.note("left_blank", target.code, text)
