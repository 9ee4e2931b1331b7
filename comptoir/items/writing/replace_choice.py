"""Replacing one code of a directory on many items, a batch at a time, when a value or stage is replaced."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import Choice
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import Draft, ItemType, WriteContext
from comptoir.items.core.protocols import Item, StagedItem
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
    """Write the new code to up to 500 items with the old one, deleted ones too; return how many were changed.

    Call it until it returns 0: changed rows no longer match, so a killed job resumes by itself. For stages each item
    gets a row of stage history. `only` limits it to these items (an undo). `pipeline_id` narrows stages to a pipeline,
    as the index on stages begins with it.
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


def _written(field: Field, old: str, new: Choice, context: WriteContext) -> dict[str, object]:
    """Return what every item of the batch gets: the same for all, so that one statement writes it."""
    own = stages.moved_columns(old, new, context) if field.kind.is_moved else {field.attribute: new.code}
    return {**own, "updated_at": context.at, "updated_by": context.actor}


def _draft(item: StagedItem, written: dict[str, object]) -> Draft:
    before = item.stage
    for name, value in written.items():
        setattr(item, name, value)
    return Draft(item, {}, is_new=False, changes={"stage": [before, item.stage]})


def _event(item: Item, changes: dict[str, list[str]], context: WriteContext, batch: UUID) -> Event:
    return Event(
        code=events.CHANGED.code,
        item_type=context.item_type.type_id,
        item_id=item.pk,
        actor=context.actor,
        at=context.at,
        batch=batch,
        changes=changes,
    )
