"""Deleting and restoring items: a deleted item is in no list and no figure."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import Draft, ItemType, WriteContext, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.errors import OperationRefused
from comptoir.items.writing import stages
from comptoir.kit.errors import NotFound


def delete_items(item_type: ItemType, item_ids: Sequence[int], *, actor: User, at: datetime) -> uuid.UUID:
    """Delete the items, all or none; return the batch with which `restore_items` restores them.

    Errors: NotFound if the actor may not see one of them, OperationRefused if they may not delete one.
    """
    wanted = set(item_ids)
    batch = uuid.uuid4()
    with transaction.atomic():
        items = list(item_type.visible_to(actor).filter(pk__in=wanted))
        if len(items) != len(wanted):
            raise NotFound
        if not all(item_type.may(actor, "delete", item) for item in items):
            raise OperationRefused(_("delete"), item_type.plural)
        item_type.model.objects.filter(pk__in=wanted).update(deleted_at=at, deleted_by=actor)
        publish([_event(item_type, item, actor, at, batch) for item in items])
    return batch


def restore_items(batch: uuid.UUID, *, actor: User, at: datetime) -> int:
    """Restore what one deletion removed, for its actor or an administrator; return how many items.

    Items that are restored already are skipped. Errors: NotFound for an unknown batch or that of another user.
    """
    deleted = list(Event.objects.filter(batch=batch, code=events.DELETED.code))
    if not deleted or not (actor.is_admin or all(event.actor_id == actor.pk for event in deleted)):
        raise NotFound
    with transaction.atomic():
        sources.choices.hold()
        restored: list[Event] = []
        restoration = uuid.uuid4()
        for event in deleted:
            item_type = item_types.by_id(event.item_type)
            if item_type is None:
                continue
            rows = item_type.model.objects.filter(pk=event.item_id, deleted_at__isnull=False)
            # A conditional update: of two requests at once only one restores the item and publishes the event.
            if rows.update(deleted_at=None, deleted_by=None):
                restored.append(
                    Event(
                        code=events.RESTORED.code,
                        item_type=event.item_type,
                        item_id=event.item_id,
                        actor=actor,
                        at=at,
                        batch=restoration,
                        changes=_settle(item_type, event.item_id, actor, at),
                    )
                )
        publish(restored)
    return len(restored)


def _settle(item_type: ItemType, item_id: int, actor: User, at: datetime) -> dict[str, list[object]]:
    """Move an item whose stage has been deleted to the first stage; return the changes."""
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


def _event(item_type: ItemType, item: Item, actor: User, at: datetime, batch: uuid.UUID) -> Event:
    return Event(
        code=events.DELETED.code, item_type=item_type.type_id, item_id=item.pk, actor=actor, at=at, batch=batch
    )
