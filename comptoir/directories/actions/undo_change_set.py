"""Undoing a change set: a new one that restores what was, wherever nobody has changed it since."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import errors
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_kinds import kind_of
from comptoir.directories.changes import ChangeSet
from comptoir.directories.history import UNDO_FOR, ValueChange, change_set, is_undone
from comptoir.directories.models import UndoneChangeSet
from comptoir.directories.undoing import ListUndo
from comptoir.events.models import Event
from comptoir.jobs.queue import enqueue

JOB = "directories.put_items_back"
LIST_GONE = _("Its list was deleted since.")


@dataclass
class Undone:
    """What an undo did: its own change set, the list, what it left and why, and the jobs that move items back."""

    batch: uuid.UUID
    directory: Directory
    left: list[tuple[ValueChange, str | Promise]] = field(default_factory=list)
    jobs: tuple[int, ...] = ()


def undo_change_set(batch: uuid.UUID, *, actor: User, at: datetime) -> Undone:
    """Undo what one save did to one or more lists, for 30 days. Items that a replacement moved are put back by a job.

    An undo is a change set too and can be undone; what it took back then counts as done again.
    Errors: Forbidden; NothingToUndo for an unknown, too old, or already undone change set; UndoRefused when everything
            it did was changed again.
    """
    require_settings(actor)
    changes = change_set(batch)
    if not changes or at - changes[0].at > UNDO_FOR:
        raise errors.NothingToUndo
    undone = Undone(uuid.uuid4(), _directory(changes[0].directory))
    with transaction.atomic():
        codes = sorted({change.directory for change in changes})
        sets = {code: ChangeSet(code, actor, at, undone.batch) for code in codes}
        if is_undone(batch):
            raise errors.NothingToUndo
        # A replacement may have ended until here: no list of the set changes from now on.
        changes = change_set(batch)
        lists = {code: ListUndo(found, sets[code]) for code in codes if (found := catalogue.find(code))}
        for change in reversed(changes):
            if reason := _undo(change, sets[change.directory], lists):
                undone.left.append((change, reason))
        for each in lists.values():
            each.finish()
        if not any(own.events for own in sets.values()):
            raise errors.UndoRefused([reason for _change, reason in undone.left])
        undone.jobs = _put_back(changes, undone.batch, actor)
        for own in sets.values():
            own.finish()
        UndoneChangeSet.objects.filter(by=batch).delete()
        UndoneChangeSet.objects.create(batch=batch, by=undone.batch)
    return undone


def _directory(code: str) -> Directory:
    return catalogue.find(code) or Directory(code, code)


def _undo(change: ValueChange, own: ChangeSet, lists: dict[str, ListUndo]) -> str | Promise | None:
    if kind := kind_of(change):
        return kind.undo(change, own)
    return lists[change.directory].undo(change) if change.directory in lists else LIST_GONE


def _put_back(changes: Sequence[ValueChange], undo: uuid.UUID, actor: User) -> tuple[int, ...]:
    """Queue a job for each list whose values were replaced."""
    replaced = {
        change.directory
        for change in changes
        if change.kind == "merged" or change.changes.get("leaving_to", ("", ""))[1]
    }
    batch = changes[0].batch
    total = Event.objects.filter(batch=batch, item_type__gt=0).count() if replaced else 0
    return tuple(
        enqueue(JOB, actor=actor, total=total, directory=code, batch=str(batch), undo=str(undo)).pk
        for code in sorted(replaced)
    )
