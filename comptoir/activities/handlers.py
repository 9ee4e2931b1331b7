"""When an item is deleted, its activities that are bound to nothing else alive go with it, and come back with it."""

import uuid
from collections.abc import Sequence

from comptoir.activities.actions.delete_orphans import delete_orphans
from comptoir.activities.models import Activity
from comptoir.events.models import Event
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
