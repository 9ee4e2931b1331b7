"""Rewriting one code of a list on many items, a batch at a time: what replaces a deleted stage or value."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import Choice
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import Draft, ItemType, WriteContext
from comptoir.items.writing import stages

BATCH = 500


def replace_choice(
    item_type: ItemType,
    field: Field,
    old: str,
    new: Choice,
    *,
    actor: User,
    at: datetime,
    batch: UUID,
    only: Sequence[int] | None = None,
    pipeline_id: int | None = None,
) -> int:
    """Write the new code on up to 500 items that hold the old one, deleted items too; return how many were moved.

    Call it until it returns 0: rows that were moved no longer match, so that work can be resumed after a kill.
    Stages keep their history: a row per item, the old rows untouched. `only` limits it to these items (an undo);
    `pipeline_id` says in whose index to look for a stage.
    """
    context = WriteContext(item_type, actor, at, trusted=True)
    with transaction.atomic():
        rows = item_type.model.objects.select_for_update().filter(**{field.attribute: old})
        if only is not None:
            rows = rows.filter(pk__in=only)
        if pipeline_id is not None:
            rows = rows.filter(pipeline_id=pipeline_id)
        needed = ["pk", field.attribute, *(["pipeline_id"] if item_type.has_pipelines else [])]
        items = list(rows.only(*needed).order_by("pk")[:BATCH])
        written = _written(field, old, new, context)
        item_type.model.objects.filter(pk__in=[item.pk for item in items]).update(**written)
        if field.kind.is_moved:
            stages.record(item_type, [_draft(item, written) for item in items], context)
        publish([_event(item, {field.code: [old, new.code]}, context, batch) for item in items])
    return len(items)


def _written(field: Field, old: str, new: Choice, context: WriteContext) -> dict[str, Any]:
    """Return what every item of the batch gets: the same for all, so that one statement writes it."""
    written = {field.attribute: new.code, "updated_at": context.at, "updated_by": context.actor}
    if not field.kind.is_moved:
        return written
    moved = {"moved_at": context.at, "moved_by": context.actor}
    return {**written, **moved, "previous_stage": old, "semantics": new.semantics or "P"}


def _draft(item: Any, written: dict[str, Any]) -> Draft:
    before = item.stage
    for name, value in written.items():
        setattr(item, name, value)
    return Draft(item, {}, is_new=False, changes={"stage": [before, item.stage]})


def _event(item: Any, changes: dict[str, list[str]], context: WriteContext, batch: UUID) -> Event:
    return Event(
        code=events.CHANGED.code,
        item_type=context.item_type.type_id,
        item_id=item.pk,
        actor=context.actor,
        at=context.at,
        batch=batch,
        changes=changes,
    )
