"""Putting back the items that a replacement moved, except those that were changed again since."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from comptoir.access.models import User
from comptoir.directories.catalogue import Directory
from comptoir.directories.queries import DirectoryChoices
from comptoir.directories.usage import fields_using, other_users
from comptoir.events.models import Event
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.segments.changes import Change
from comptoir.items.writing.replace_choice import BATCH, replace_choice


@dataclass(frozen=True, slots=True)
class PutBack:
    """How many items got their value back, and how many were left because somebody changed them since."""

    moved: int
    left: int


def put_items_back(
    directory: Directory,
    batch: uuid.UUID,
    *,
    actor: User,
    at: datetime,
    undo: uuid.UUID,
    report: Callable[[int], None] = lambda moved: None,
) -> PutBack:
    """Give the items that the change set moved their old code back where they still hold the new one.

    May be killed and called again: an item that has its old code does not match any more. `report` gets how many
    items were looked at.
    """
    moved = looked_at = 0
    for item_type, field in fields_using(directory):
        last = 0
        while events := _moves(item_type, batch, last):
            last, looked_at = events[-1].pk, looked_at + len(events)
            moved += _put_back(directory, item_type, field, events, (actor, at, undo))
            report(looked_at)
    for user in other_users:
        user.put_back(batch, Change(actor, at, undo))
    return PutBack(moved, looked_at - moved)


def _moves(item_type: ItemType, batch: uuid.UUID, last: int) -> list[Event]:
    rows = Event.objects.filter(batch=batch, item_type=item_type.type_id, pk__gt=last)
    return list(rows.order_by("pk")[:BATCH])


def _put_back(
    directory: Directory,
    item_type: ItemType,
    field: Field,
    events: list[Event],
    who: tuple[User, datetime, uuid.UUID],
) -> int:
    actor, at, undo = who
    groups: dict[tuple[str, str], list[int]] = {}
    for event in events:
        if field.code in event.changes:
            old, new = event.changes[field.code]
            groups.setdefault((new, old), []).append(event.item_id)
    moved = 0
    for (current, wanted), ids in groups.items():
        choice = DirectoryChoices().find(directory.code, wanted)
        if choice is not None:
            moved += replace_choice(item_type, field, current, choice, actor=actor, at=at, batch=undo, only=ids)
    return moved
