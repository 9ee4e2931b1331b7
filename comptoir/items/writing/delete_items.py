"""Deleting items: they leave every list and number at once, and can be restored."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import OperationRefused
from comptoir.kit.errors import NotFound


def delete_items(item_type: ItemType, item_ids: Sequence[int], *, actor: User, at: datetime) -> uuid.UUID:
    """Delete the items, all or none, and return the batch by which `restore_items` brings them back.

    Errors: NotFound when the actor may not see one of them, OperationRefused when not delete one.
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


def _event(item_type: ItemType, item: Any, actor: User, at: datetime, batch: uuid.UUID) -> Event:
    return Event(
        code=events.DELETED.code, item_type=item_type.type_id, item_id=item.pk, actor=actor, at=at, batch=batch
    )
