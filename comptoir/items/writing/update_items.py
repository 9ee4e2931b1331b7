"""Changing the same fields of several items."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.items.core.item_types import ItemType
from comptoir.items.writing.update_item import update_item


def update_items(
    item_type: ItemType, item_ids: Sequence[int], values: Mapping[str, object], *, actor: User, at: datetime
) -> int:
    """Change these fields of all the items or of none, and return how many there were.

    Errors: those of `update_item`.
    """
    with transaction.atomic():
        for item_id in item_ids:
            update_item(item_type, item_id, values, actor=actor, at=at)
    return len(item_ids)
