"""What applying a file would do to the directories: shown by a dry run, carried out by applying it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_set import version_of
from comptoir.directories.errors import FileRefused, InvalidEdits, Reason
from comptoir.directories.files.document import SEMANTICS, Document, Row
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.colours import clean_colour
from comptoir.directories.values.names import shipped_name
from comptoir.directories.values.reading import reader_language
from comptoir.directories.values.use import in_use, other_uses
from comptoir.directories.writing.draft import DirectoryDraft
from comptoir.directories.writing.edits import Add, Change, Delete, Edit, Order
from comptoir.directories.writing.save import save_directory
from comptoir.kit.semantics import Semantics
from comptoir.kit.text import clean_line

UNKNOWN_LIST = Reason(_("There is no list of this name."))
TWICE = Reason(_("This code stands twice in the file."))
OTHER_GROUP = Reason(_("A stage cannot change its group."))
ONE_DEFAULT = Reason(_("Only one value of a list can be the default one."))
STILL_USED = Reason(_("Records use this value: replace it on the page first."))


@dataclass
class ListPlan:
    """What happens to one list; `refused` gives a reason by code, "" for the whole list."""

    slug: str
    directory: Directory | None = None
    version: int = 0
    edits: list[Edit] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    reordered: bool = False
    refused: dict[str, Reason] = field(default_factory=dict)

    @property
    def changes_something(self) -> bool:
        return bool(self.added or self.renamed or self.changed or self.removed or self.reordered)


def plan_document(document: Document) -> list[ListPlan]:
    """Return what the file would do, list by list; nothing is written."""
    known = {directory.slug: directory for directory in catalogue.all()}
    return [plan_list(slug, known.get(slug), rows) for slug, rows in document.lists.items()]


def plan_list(slug: str, directory: Directory | None, written: Sequence[Row]) -> ListPlan:
    plan = ListPlan(slug, directory)
    rows = [_cleaned(row) for row in written]
    if directory is None:
        plan.refused[""] = UNKNOWN_LIST
        return plan
    values = {v.code: v for v in DirectoryValue.objects.filter(directory=directory.code).order_by("sort", "id")}
    for row in rows:
        _plan_row(plan, row, values, rows)
    default = [row.code for row in rows if row.default]
    if len(default) > 1:
        plan.refused.update(dict.fromkeys(default, ONE_DEFAULT))
    _plan_removals(plan, directory, values, {row.code for row in rows})
    _plan_order(plan, list(values), [row.code for row in rows])
    return _tried_out(plan, directory, list(values.values()))


def _cleaned(row: Row) -> Row:
    """Return the row as it would be kept, so that a file applied twice finds nothing to change."""
    names = {language: clean_line(name) for language, name in row.names.items() if clean_line(name)}
    return msgspec.structs.replace(row, name=clean_line(row.name), names=names, colour=clean_colour(row.colour))


def _tried_out(plan: ListPlan, directory: Directory, values: Sequence[DirectoryValue]) -> ListPlan:
    """Refuse in the dry run already what saving would refuse; see what becomes of the order, within the groups."""
    draft = DirectoryDraft(directory, values, reader_language())
    try:
        draft.apply(plan.edits)
    except InvalidEdits as wrong:
        plan.refused = {**wrong.reasons, **plan.refused}
        return plan
    stay = [value.code for value in draft.values if value.pk and value.code not in draft.removed]
    plan.reordered = stay != [value.code for value in values if value.code not in draft.removed]
    return plan


def _plan_row(plan: ListPlan, row: Row, values: dict[str, DirectoryValue], rows: Sequence[Row]) -> None:
    value = values.get(row.code)
    if sum(other.code == row.code for other in rows) > 1:
        plan.refused[row.code] = TWICE
    elif value is None:
        plan.added.append(row.code)
        group = SEMANTICS.get(row.group, Semantics.SUCCESS.value)
        plan.edits.append(Add(key=row.code, name=row.name, code=row.code, semantics=group, colour=row.colour))
        if row.names or row.hidden or row.default:
            plan.edits.append(_change(row))
    elif SEMANTICS.get(row.group) != value.semantics:
        plan.refused[row.code] = OTHER_GROUP
    else:
        _plan_change(plan, row, value)


def _plan_change(plan: ListPlan, row: Row, value: DirectoryValue) -> None:
    default = shipped_name(value.default_key, reader_language())
    name = "" if row.name == default else row.name
    named = (name, row.names) != (value.name, value.names)
    if named:
        plan.renamed.append((row.code, value.name, name))
    if (row.colour, row.hidden, row.default) != (value.colour, value.is_hidden, value.is_default):
        plan.changed.append(row.code)
    if named or row.code in plan.changed:
        plan.edits.append(_change(row))


def _change(row: Row) -> Change:
    """Return the edit that makes a value exactly what the row says: restored first, it has no other names left."""
    return Change(
        code=row.code,
        name=row.name or None,
        names=dict(row.names),
        colour=row.colour,
        hidden=row.hidden,
        default=row.default,
        restore=True,
    )


def _plan_removals(plan: ListPlan, directory: Directory, values: dict[str, DirectoryValue], listed: set[str]) -> None:
    """Remove what the file leaves out; system values stay, and what is in use is refused."""
    named = other_uses(directory)
    for code in [code for code in values if code not in listed]:
        if values[code].is_system:
            plan.kept.append(code)
        elif code in named or in_use(directory, code):
            plan.refused[code] = STILL_USED
        else:
            plan.removed.append(code)
            plan.edits.append(Delete(code=code))


def _plan_order(plan: ListPlan, current: list[str], wanted: list[str]) -> None:
    if plan.edits or [code for code in wanted if code in current] != [code for code in current if code in wanted]:
        plan.edits.append(Order(codes=wanted))


def apply_document(
    document: Document, *, actor: User, at: datetime, batch: uuid.UUID | None = None
) -> Sequence[ListPlan]:
    """Apply the file as one change set and return what it did. A second time it does nothing.

    Errors: Forbidden; FileRefused when any value is refused, with the reasons of all of them; InvalidEdits.
    """
    require_settings(actor)
    change_set = batch or uuid.uuid4()
    with transaction.atomic():
        plans = plan_document(document)
        refused = {f"{plan.slug} {code}".strip(): why.text for plan in plans for code, why in plan.refused.items()}
        if refused:
            raise FileRefused(fields=refused)
        for plan in plans:
            if plan.directory and plan.changes_something:
                seen = version_of(plan.directory.code)
                save_directory(plan.directory, plan.edits, seen=seen, actor=actor, at=at, batch=change_set)
    return plans
