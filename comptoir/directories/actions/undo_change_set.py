"""Undoing a change set: a new one that restores what was, wherever nobody has changed it since."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import errors
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.changes import ATTRIBUTES, ChangeSet, attributes_of
from comptoir.directories.history import ValueChange, change_set
from comptoir.directories.models import DirectoryValue
from comptoir.directories.structure import why_protected
from comptoir.directories.usage import in_use
from comptoir.jobs.queue import enqueue

JOB = "directories.put_items_back"
CHANGED_SINCE = _("It was changed again since.")
USED_SINCE = _("Records use it by now.")
GONE_SINCE = _("It was deleted since.")
THERE_AGAIN = _("It is there again.")


@dataclass
class Undone:
    """What an undo did: its own change set, the list, what it left and why, and the job that moves items back."""

    batch: uuid.UUID
    directory: Directory
    left: list[tuple[str, str | Promise]] = field(default_factory=list)
    job: int | None = None


def undo_change_set(batch: uuid.UUID, *, actor: User, at: datetime) -> Undone:
    """Undo what one save did to a directory, for 30 days. Items that a replacement moved are put back by a job.

    Errors: Forbidden; NothingToUndo for an unknown, too old, or already undone change set.
    """
    require_settings(actor)
    changes = change_set(batch)
    if not changes or not changes[0].can_be_undone(at):
        raise errors.NothingToUndo
    directory = catalogue.find(changes[0].directory) or Directory(changes[0].directory, changes[0].directory)
    with transaction.atomic():
        own = ChangeSet(directory.code, actor, at)
        undone = Undone(own.batch, directory)
        for change in reversed(changes):
            reason = _undo(change, directory, own)
            if reason:
                undone.left.append((change.code, reason))
        if not own.events:
            raise errors.NothingToUndo
        if any(change.kind == "merged" or change.changes.get("leaving_to", ("", ""))[1] for change in changes):
            job = enqueue(JOB, actor=actor, directory=directory.code, batch=str(batch), undo=str(own.batch))
            undone.job = job.pk
        own.finish()
    return undone


def _undo(change: ValueChange, directory: Directory, own: ChangeSet) -> str | Promise | None:
    value = DirectoryValue.objects.select_for_update().filter(directory=directory.code, code=change.code).first()
    if change.kind == "added":
        return _take_away(value, directory, own)
    if change.kind in ("deleted", "merged"):
        return _bring_back(value, change, own)
    return _restore(value, change, own)


def _take_away(value: DirectoryValue | None, directory: Directory, own: ChangeSet) -> str | Promise | None:
    if value is None:
        return GONE_SINCE
    if reason := why_protected(value, is_stages=directory.is_stages):
        return reason
    if value.leaving_to or in_use(directory, value.code):
        return USED_SINCE
    own.deleted(value)
    value.delete()
    return None


def _bring_back(value: DirectoryValue | None, change: ValueChange, own: ChangeSet) -> str | Promise | None:
    if value is not None:
        return THERE_AGAIN
    attributes: dict[str, Any] = {name: change.changes[name][0] for name in ATTRIBUTES if name in change.changes}
    attributes["leaving_to"] = ""
    if (
        attributes.get("is_default")
        and DirectoryValue.objects.filter(directory=own.directory, is_default=True).exists()
    ):
        attributes["is_default"] = False
    own.added(DirectoryValue.objects.create(directory=own.directory, code=change.code, **attributes))
    return None


def _restore(value: DirectoryValue | None, change: ValueChange, own: ChangeSet) -> str | Promise | None:
    """Give attributes their value of before where nobody changed them again; a replacement under way stops."""
    if value is None:
        return GONE_SINCE if "leaving_to" not in change.changes else None
    before = attributes_of(value)
    left = False
    for name, (old, new) in change.changes.items():
        if getattr(value, name) == new:
            setattr(value, name, old)
        else:
            left = left or name != "leaving_to"
    if attributes_of(value) != before:
        value.save()
        own.changed(value, before)
    return CHANGED_SINCE if left else None
