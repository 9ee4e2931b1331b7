"""Undoing a change set: a new one that restores what was, wherever nobody has changed it since."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.directories import errors
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.change_set import ATTRIBUTES, ChangeSet, attributes_of
from comptoir.directories.errors import Reason
from comptoir.directories.history.kinds import kind_of
from comptoir.directories.history.reading import UNDO_FOR, ValueChange, change_set, is_undone
from comptoir.directories.models import DirectoryValue, UndoneChangeSet
from comptoir.directories.values.groups import in_order, renumber, takes_over, why_protected
from comptoir.directories.values.use import in_use
from comptoir.directories.writing.replacement import PUT_BACK
from comptoir.events.models import Event
from comptoir.jobs.queue import enqueue

LIST_GONE = Reason(_("Its list was deleted since."))
USED_SINCE = Reason(_("Records use it by now."))
GONE_SINCE = Reason(_("It was deleted since."))
THERE_AGAIN = Reason(_("It is there again."))
# Attributes that follow from others: that they are not restored is not reported.
QUIET = {"leaving_to", "sort"}


class ListUndo:
    """Takes changes of the values of a directory back, last first; `finish` writes them and the order that follows."""

    def __init__(self, directory: Directory, own: ChangeSet) -> None:
        self.directory, self.own = directory, own
        rows = DirectoryValue.objects.select_for_update().filter(directory=directory.code)
        self.values = {value.code: value for value in rows}
        self.before = {value.pk: attributes_of(value) for value in self.values.values()}

    def undo(self, change: ValueChange) -> Reason | None:
        """Take one change back; return why not, when that cannot be done."""
        value = self.values.get(change.code)
        if change.kind == "added":
            return self._take_away(value)
        if change.kind in ("deleted", "merged"):
            return self._bring_back(change)
        return self._restore(value, change)

    def finish(self) -> None:
        """Write what differs, with the stages in an order that is allowed: others may have moved them meanwhile."""
        by_sort = sorted(self.values.values(), key=lambda value: (value.sort, value.pk))
        allowed = in_order(by_sort, [value.code for value in by_sort], is_stages=self.directory.is_stages)
        if allowed != by_sort:
            renumber(allowed)
        for value in allowed:
            before = self.before.get(value.pk)
            if before is None or attributes_of(value) != before:
                value.save()
            if before is not None:
                self.own.changed(value, before)
            else:
                self.own.added(value)

    def _take_away(self, value: DirectoryValue | None) -> Reason | None:
        if value is None:
            return GONE_SINCE
        if reason := why_protected(value, is_stages=self.directory.is_stages):
            return reason
        arriving = takes_over(value.code, self.values.values())
        if value.leaving_to or arriving or in_use(self.directory, value.code):
            return USED_SINCE
        self.own.deleted(value)
        del self.values[value.code]
        value.delete()
        return None

    def _bring_back(self, change: ValueChange) -> Reason | None:
        if change.code.upper() in {code.upper() for code in self.values}:
            return THERE_AGAIN
        attributes: dict[str, object] = {name: change.changes[name][0] for name in ATTRIBUTES if name in change.changes}
        attributes["leaving_to"] = ""
        attributes["is_default"] = bool(attributes.get("is_default")) and not self._has_default()
        brought = DirectoryValue.objects.create(directory=self.directory.code, code=change.code, **attributes)
        self.values[brought.code] = brought
        return None

    def _restore(self, value: DirectoryValue | None, change: ValueChange) -> Reason | None:
        """Give attributes their value of before where nobody changed them; a replacement under way stops."""
        if value is None:
            return GONE_SINCE if "leaving_to" not in change.changes else None
        left = False
        for name, (old, new) in change.changes.items():
            if getattr(value, name) == new and not self._forbidden(value, name, old):
                setattr(value, name, old)
            else:
                left = left or name not in QUIET
        return errors.CHANGED_AGAIN if left else None

    def _forbidden(self, value: DirectoryValue, name: str, old: object) -> bool:
        """Say whether giving it back would make a second default, hide it, or move records to another group."""
        if name == "is_default" and old:
            return self._has_default() or value.is_hidden or bool(value.semantics)
        if name == "semantics":
            arriving = takes_over(value.code, self.values.values())
            return value.is_default or arriving or in_use(self.directory, value.code)
        return name == "is_hidden" and bool(old) and value.is_default

    def _has_default(self) -> bool:
        return any(value.is_default for value in self.values.values())


@dataclass
class Undone:
    """What an undo did: its own change set, the list, what it left and why, and the jobs that move items back."""

    batch: uuid.UUID
    directory: Directory
    left: list[tuple[ValueChange, Reason]] = field(default_factory=list)
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
    undone = Undone(uuid.uuid4(), catalogue.last_known(changes[0].directory))
    with transaction.atomic():
        codes = sorted({change.directory for change in changes})
        sets = {code: ChangeSet(code, actor, at, undone.batch) for code in codes}
        if is_undone(batch):
            raise errors.NothingToUndo
        # Read again under the locks: a replacement of the set may have ended in between.
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


def _undo(change: ValueChange, own: ChangeSet, lists: dict[str, ListUndo]) -> Reason | None:
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
        enqueue(PUT_BACK, actor=actor, total=total, directory=code, batch=str(batch), undo=str(undo)).pk
        for code in sorted(replaced)
    )
