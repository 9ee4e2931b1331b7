"""Undoing a deletion."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.rules import Draft, WriteContext
from comptoir.items.writing import stages
from comptoir.kit.errors import NotFound


def restore_items(batch: uuid.UUID, *, actor: User, at: datetime) -> int:
    """Bring back what one deletion removed and return how many; only its actor or an administrator may.

    Errors: NotFound for an unknown batch or somebody else's. What was restored already is left alone.
    """
    deleted = list(Event.objects.filter(batch=batch, code=events.DELETED.code))
    if not deleted or not (actor.is_admin or all(event.actor_id == actor.pk for event in deleted)):
        raise NotFound
    with transaction.atomic():
        sources.choices.hold()
        restored: list[Event] = []
        for event in deleted:
            item_type = item_types.by_id(event.item_type)
            if item_type is None:
                continue
            rows = item_type.model.objects.filter(pk=event.item_id, deleted_at__isnull=False)
            if rows.update(deleted_at=None, deleted_by=None):
                changes = _settle(item_type, event.item_id, actor, at)
                restored.append(
                    Event(
                        code=events.RESTORED.code, item_type=event.item_type, item_id=event.item_id, actor=actor, at=at,
                        batch=uuid.uuid4(), changes=changes,
                    )
                )  # fmt: skip
        publish(restored)
    return len(restored)


def _settle(item_type: ItemType, item_id: int, actor: User, at: datetime) -> dict[str, list[Any]]:
    """Put an item whose stage was deleted meanwhile into the first stage; return what changed by it."""
    if not item_type.stage_directory:
        return {}
    item = item_type.model.objects.get(pk=item_id)
    directory = item_type.stages_of(getattr(item, "pipeline_id", None))
    if sources.choices.find(directory, item.stage):
        return {}
    draft = Draft(item, {"stage": stages.first_stage(directory).code}, is_new=False)
    context = WriteContext(item_type, actor, at, trusted=True)
    stages.move(draft, context)
    item.save()
    stages.record(item_type, [draft], context)
    return draft.changes
