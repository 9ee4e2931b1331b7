"""Saving edits of a directory: one transaction, one change set, one event per value (ruling R14).

This is the only writer: pages, files, REST, imports and pipelines call it.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories.catalogue import Directory
from comptoir.directories.change_set import ChangeSet
from comptoir.directories.history.reading import ValueChange, changes_since
from comptoir.directories.models import DirectoryValue
from comptoir.directories.values.reading import reader_language
from comptoir.directories.writing.draft import DirectoryDraft, is_new
from comptoir.directories.writing.edits import Change, Delete, Edit, Order
from comptoir.directories.writing.replacement import start_replacement
from comptoir.kit.errors import Conflict


class StaleDirectory(Conflict):
    """Another user has saved the same values in the meantime; `since` holds their changes."""

    code = "stale_directory"
    message = _("Somebody else changed these values in the meantime. Look at what changed, then save again or give up.")

    def __init__(self, since: Sequence[ValueChange], version: int) -> None:
        super().__init__()
        self.since = since
        self.version = version


@dataclass(frozen=True, slots=True)
class Saved:
    """`added` are the new values by their keys; `jobs` move items off values that are being replaced."""

    batch: uuid.UUID
    version: int
    added: Mapping[str, DirectoryValue]
    jobs: tuple[int, ...] = ()


def save_directory(
    directory: Directory,
    edits: Sequence[Edit],
    *,
    actor: User,
    at: datetime,
    seen: int | None = None,
    batch: uuid.UUID | None = None,
) -> Saved:
    """Apply the edits of a directory, all or none.

    `seen` is the version on which they were made; edits of values that nobody else has changed since are merged with
    theirs. None, for programs, skips the check. `batch` makes them part of a change set of several directories.
    Errors: Forbidden; InvalidEdits with the reasons by code or key; StaleDirectory if others saved the same values.
    """
    require_settings(actor)
    with transaction.atomic():
        # First: this locks the directory, so that the version compared below stays the current one.
        changes = ChangeSet(directory.code, actor, at, batch)
        if seen is not None and seen != changes.before:
            _refuse_what_others_changed(directory, edits, seen, changes.before)
        rows = DirectoryValue.objects.select_for_update().filter(directory=directory.code).order_by("sort", "id")
        draft = DirectoryDraft(directory, list(rows), reader_language())
        draft.apply(edits)
        leaving = draft.leaving()
        _remove(draft, changes, leaving)
        _write(draft, changes)
        jobs = [start_replacement(directory, code, into, changes) for code, into in leaving.items()]
        changes.finish()
    version = changes.before + bool(changes.events)
    return Saved(changes.batch, version, draft.added, tuple(job.pk for job in jobs))


def _refuse_what_others_changed(directory: Directory, edits: Sequence[Edit], seen: int, version: int) -> None:
    since = changes_since(directory.code, seen)
    theirs = {change.code for change in since}
    mine = {edit.code for edit in edits if isinstance(edit, Change | Delete)}
    reordered = any(isinstance(edit, Order) and edit.moved for edit in edits)
    order_changed = any("sort" in change.changes for change in since)
    if theirs & mine or (reordered and order_changed):
        raise StaleDirectory(since, version)


def _remove(draft: DirectoryDraft, changes: ChangeSet, leaving: Mapping[str, str]) -> None:
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
