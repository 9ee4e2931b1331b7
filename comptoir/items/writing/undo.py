"""Undoing a change of fields: a new change that restores values which nobody has changed since."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.writing.update import update_item
from comptoir.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class Undone:
    """The restored items, as (type, id), and the fields that were left because they have changed again."""

    items: list[tuple[ItemType, int]]
    left: list[str]


def undo_change(batch: uuid.UUID, *, actor: User, at: datetime) -> Undone:
    """Restore the values that one change of fields has replaced.

    Errors: NotFound for an unknown batch or that of another user; those of `update_item`.
    """
    changes = list(Event.objects.filter(batch=batch, code=events.CHANGED.code))
    if not changes or any(event.actor_id != actor.pk for event in changes):
        raise NotFound
    undone = Undone([], [])
    for event in changes:
        item_type = item_types.by_id(event.item_type)
        item = item_type.visible_to(actor).filter(pk=event.item_id).first() if item_type else None
        if item_type is None or item is None:
            raise NotFound
        before, changed_again = _before(item_type, item, event.changes)
        undone.left.extend(changed_again)
        undone.items.append((item_type, item.pk))
        if before:
            update_item(item_type, item.pk, before, actor=actor, at=at)
    return undone


def can_be_undone(item_type: ItemType, changes: dict[str, list[object]]) -> bool:
    """Say whether every field of a change can be restored from its event."""
    return bool(changes) and all(item_type.has(code) and item_type.field(code).kind.is_undoable for code in changes)


def _before(item_type: ItemType, item: Item, changes: dict[str, list[object]]) -> tuple[dict[str, object], list[str]]:
    before: dict[str, object] = {}
    left: list[str] = []
    for code, (old, new) in changes.items():
        field = item_type.field(code) if item_type.has(code) else None
        if field is None or not field.kind.is_undoable or field.read_only:
            continue
        if field.kind.plain(getattr(item, field.attribute)) == new:
            before[code] = "" if old is None else old
        else:
            left.append(code)
    return before, left
