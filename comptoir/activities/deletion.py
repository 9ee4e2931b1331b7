"""When an item is deleted, its activities that are bound to nothing else alive go with it, and come back with it."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from comptoir.access.models import User
from comptoir.activities.models import Activity, ActivityBinding
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.item_types import item_types


def follow_deletions(delivered: Sequence[Event]) -> None:
    """Delete what was bound to deleted items only, in the same batch, so that its undo restores them together."""
    own = item_types.get(Activity.type_code).type_id
    batches: dict[uuid.UUID, list[Event]] = {}
    for event in delivered:
        if event.code == events.DELETED.code and event.item_type != own:
            batches.setdefault(event.batch, []).append(event)
    for batch, several in batches.items():
        pairs = [(event.item_type, event.item_id) for event in several]
        delete_orphans(pairs, actor=several[0].actor, at=several[0].at, batch=batch)


def delete_orphans(
    pairs: Sequence[tuple[int, int]], *, actor: User | None, at: datetime, batch: uuid.UUID
) -> list[int]:
    """Delete the activities bound to these deleted items and to nothing alive; return their ids.

    Shape: pairs of (type number, id). Safe to call twice: what is deleted already is left alone.
    """
    bound = Q()
    for type_id, item_id in pairs:
        bound |= Q(bindings__item_type=type_id, bindings__item_id=item_id)
    with transaction.atomic():
        ids = set(Activity.objects.alive().filter(bound).values_list("pk", flat=True)) if pairs else set()
        orphans = sorted(ids - _held(ids))
        Activity.objects.filter(pk__in=orphans).update(deleted_at=at, deleted_by=actor)
        publish([_event(ident, actor, at, batch) for ident in orphans])
    return orphans


def _held(ids: set[int]) -> set[int]:
    """Return those that are bound to something alive; a query a type."""
    by_type: dict[int, dict[int, set[int]]] = {}
    rows = ActivityBinding.objects.filter(activity__in=ids)
    for activity_id, type_id, item_id in rows.values_list("activity", "item_type", "item_id"):
        by_type.setdefault(type_id, {}).setdefault(item_id, set()).add(activity_id)
    held: set[int] = set()
    for type_id, items in by_type.items():
        item_type = item_types.by_id(type_id)
        if item_type:
            for alive in item_type.model.objects.alive().filter(pk__in=items).values_list("pk", flat=True):
                held |= items[alive]
    return held


def _event(ident: int, actor: User | None, at: datetime, batch: uuid.UUID) -> Event:
    item_type = item_types.get(Activity.type_code)
    return Event(code=events.DELETED.code, item_type=item_type.type_id, item_id=ident, actor=actor, at=at, batch=batch)
