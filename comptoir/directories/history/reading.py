"""The history of the lists: who changed what and when, read from the events of their change sets."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from comptoir.directories import events
from comptoir.directories.models import UndoneChangeSet
from comptoir.events.models import Event

UNDO_FOR = timedelta(days=30)
NAMED = ("directory", "code", "version")


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value's part of a change set; `changes` is {attribute: [before, after]}."""

    event: Event
    batch: uuid.UUID
    kind: str
    at: datetime
    actor_id: int | None
    directory: str
    code: str
    changes: dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A change set. `number` is that of its last event; `undone_by` and `undoes` are first changes of other sets."""

    batch: uuid.UUID
    number: int
    changes: tuple[ValueChange, ...]
    undone_by: ValueChange | None = None
    undoes: ValueChange | None = None

    @property
    def first(self) -> ValueChange:
        return self.changes[0]

    def can_be_undone(self, now: datetime) -> bool:
        return self.undone_by is None and now - self.first.at <= UNDO_FOR


def history_of(directory: str = "", *, before: int = 0, most: int = 50) -> list[ValueChange]:
    """Return the latest changes of a directory, or of all, newest first; `before` is an event's number to page on."""
    rows = _events(directory).select_related("actor").order_by("-id")
    if before:
        rows = rows.filter(pk__lt=before)
    return [_change(event) for event in rows[:most]]


def change_sets(directory: str = "", *, before: int = 0, start: int = 0, most: int = 20) -> list[HistoryEntry]:
    """Return the change sets of a directory, or of all, the last to end first; page on by `before` or by `start`.

    A set that changed several lists is whole in each of their histories. Four queries, however many sets there are.
    """
    rows = _events(directory).order_by().values_list("batch").annotate(last=Max("pk"))
    if before:
        rows = rows.filter(last__lt=before)
    found = dict(rows.order_by("-last")[start : start + most])
    undone = dict(UndoneChangeSet.objects.filter(batch__in=found).values_list("batch", "by"))
    undoes = dict(UndoneChangeSet.objects.filter(by__in=found).values_list("by", "batch"))
    sets = _sets({*found, *undone.values(), *undoes.values()})
    return [
        HistoryEntry(
            batch,
            last,
            tuple(sets[batch]),
            undone_by=_first(sets, undone.get(batch)),
            undoes=_first(sets, undoes.get(batch)),
        )
        for batch, last in found.items()
    ]


def count_change_sets(directory: str = "") -> int:
    count: int = _events(directory).order_by().values("batch").distinct().count()
    return count


def changes_since(directory: str, version: int) -> Sequence[ValueChange]:
    """Return what was saved after that version of the directory, oldest first."""
    rows = Event.objects.filter(subject=events.subject(directory)).order_by("-id")
    since: list[ValueChange] = []
    for event in rows.iterator(chunk_size=200):
        if event.changes["version"][1] <= version:
            break
        since.append(_change(event))
    return since[::-1]


def change_set(batch: uuid.UUID) -> list[ValueChange]:
    """Return the changes of one change set, in their order."""
    return _sets([batch]).get(batch, [])


def is_undone(batch: uuid.UUID) -> bool:
    return UndoneChangeSet.objects.filter(batch=batch).exists()


def _events(directory: str) -> "QuerySet[Event]":
    if directory:
        return Event.objects.filter(subject=events.subject(directory))
    return Event.objects.filter(subject__startswith=events.subject(""))


def _sets(batches: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[ValueChange]]:
    rows = Event.objects.filter(batch__in=list(batches), subject__startswith=events.subject(""))
    sets: dict[uuid.UUID, list[ValueChange]] = {}
    for event in rows.select_related("actor").order_by("id"):
        sets.setdefault(event.batch, []).append(_change(event))
    return sets


def _first(sets: dict[uuid.UUID, list[ValueChange]], batch: uuid.UUID | None) -> ValueChange | None:
    found = sets.get(batch) if batch else None
    return found[0] if found else None


def _change(event: Event) -> ValueChange:
    changes = {name: pair for name, pair in event.changes.items() if name not in NAMED}
    return ValueChange(
        event=event,
        batch=event.batch,
        kind=event.code.rsplit(".", 1)[1],
        at=event.at,
        actor_id=event.actor_id,
        directory=event.changes["directory"][0],
        code=event.changes["code"][0],
        changes=changes,
    )
