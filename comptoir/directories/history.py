"""The history of the lists: who changed what and when, read from the events of their change sets."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from comptoir.directories import events
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

    def can_be_undone(self, now: datetime) -> bool:
        return now - self.at <= UNDO_FOR


def history_of(directory: str = "", *, before: int = 0, most: int = 50) -> list[ValueChange]:
    """Return the latest changes of a directory, or of all, newest first; `before` is an event's number to page on."""
    rows = Event.objects.select_related("actor").order_by("-id")
    rows = (
        rows.filter(subject=events.subject(directory)) if directory else rows.filter(subject__startswith="directory:")
    )
    if before:
        rows = rows.filter(pk__lt=before)
    return [_change(event) for event in rows[:most]]


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
    rows = Event.objects.filter(batch=batch, subject__startswith="directory:").order_by("id")
    return [_change(event) for event in rows]


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
