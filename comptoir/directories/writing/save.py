"""Saving the edits of a directory: one transaction, one change set, one event per value (ruling R14)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import errors
from comptoir.directories.catalogue import Directory
from comptoir.directories.errors import InvalidEdits, StaleDirectory
from comptoir.directories.history.changes import ChangeSet
from comptoir.directories.history.reading import changes_since
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import reader_language
from comptoir.directories.values.use import in_use, other_uses
from comptoir.directories.writing.draft import DirectoryDraft, is_new
from comptoir.directories.writing.edits import Change, Delete, Edit, Order
from comptoir.directories.writing.replacement import start_replacement


@dataclass(frozen=True, slots=True)
class Saved:
    """`jobs` are the numbers of the jobs that move items off values which somebody replaced."""

    batch: uuid.UUID
    version: int
    jobs: tuple[int, ...] = ()


def save_directory(
    directory: Directory,
    edits: Sequence[Edit],
    *,
    seen: int,
    actor: User,
    at: datetime,
    batch: uuid.UUID | None = None,
) -> Saved:
    """Apply the edits of a tab, all or none. `seen` is the version of the directory that they were made on.

    `batch` makes them part of a change set of several lists.

    Edits of values that nobody touched in the meantime are merged with what others saved.
    Errors: Forbidden; InvalidEdits with the reasons by code or key; StaleDirectory when somebody saved the same values.
    """
    require_settings(actor)
    with transaction.atomic():
        changes = ChangeSet(directory.code, actor, at, batch)
        if seen != changes.before:
            _refuse_what_others_changed(directory, edits, seen, changes.before)
        rows = list(DirectoryValue.objects.select_for_update().filter(directory=directory.code).order_by("sort", "id"))
        draft = DirectoryDraft(directory, rows, reader_language())
        draft.apply(edits)
        leaving = _leaving(directory, draft)
        _remove(draft, changes, leaving)
        _write(draft, changes)
        jobs = [start_replacement(directory, code, into, changes) for code, into in leaving.items()]
        changes.finish()
    return Saved(changes.batch, changes.before + bool(changes.events), tuple(job.pk for job in jobs))


def _refuse_what_others_changed(directory: Directory, edits: Sequence[Edit], seen: int, version: int) -> None:
    since = changes_since(directory.code, seen)
    theirs = {change.code for change in since}
    mine = {edit.code for edit in edits if isinstance(edit, Change | Delete)}
    reordered = any(isinstance(edit, Order) and edit.moved for edit in edits)
    order_changed = any("sort" in change.changes for change in since)
    if theirs & mine or (reordered and order_changed):
        raise StaleDirectory(since, version)


def _leaving(directory: Directory, draft: DirectoryDraft) -> dict[str, str]:
    """Return {code: code that takes over} of removed values that are in use. Errors: InvalidEdits."""
    named = other_uses(directory) if draft.removed else {}
    used = {code: into for code, into in draft.removed.items() if code in named or in_use(directory, code)}
    wrong = {code: errors.REPLACEMENT_NEEDED for code, into in used.items() if not into}
    if wrong:
        raise InvalidEdits(wrong)
    return {code: draft.codes[into].code for code, into in used.items()}


def _remove(draft: DirectoryDraft, changes: ChangeSet, leaving: dict[str, str]) -> None:
    for code in draft.removed:
        value = draft.codes[code]
        if code in leaving:
            value.leaving_to, value.is_default = leaving[code], False
        else:
            changes.deleted(value)
            draft.values.remove(value)
            value.delete()


def _write(draft: DirectoryDraft, changes: ChangeSet) -> None:
    for value in draft.values:
        if is_new(value):
            value.save()
            changes.added(value)
    for value, before in draft.changed():
        value.save()
        changes.changed(value, before)
