"""Rewriting one code of a list on many items, a batch at a time: what replaces a deleted stage or value."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events, stages
from comptoir.items.choices import Choice
from comptoir.items.fields import Field, Kind
from comptoir.items.rules import Draft, WriteContext
from comptoir.items.types import ItemType

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
        items = list(rows.order_by("pk")[:BATCH])
        for item in items:
            _rewrite(item, field, old, new, context)
        item_type.model.objects.bulk_update(items, _columns(field), batch_size=BATCH)
        if field.kind == Kind.STAGE:
            stages.record(item_type, [_draft(item, old, new) for item in items], context)
        publish([_event(item, {field.code: [old, new.code]}, context, batch) for item in items])
    return len(items)


def _rewrite(item: Any, field: Field, old: str, new: Choice, context: WriteContext) -> None:
    setattr(item, field.attribute, new.code)
    item.updated_at, item.updated_by = context.at, context.actor
    if field.kind == Kind.STAGE:
        item.previous_stage, item.semantics = old, new.semantics or "P"
        item.moved_at, item.moved_by = context.at, context.actor


def _columns(field: Field) -> list[str]:
    staged = ["previous_stage", "semantics", "moved_at", "moved_by"] if field.kind == Kind.STAGE else []
    return [field.attribute, "updated_at", "updated_by", *staged]


def _draft(item: Any, old: str, new: Choice) -> Draft:
    return Draft(item, {}, is_new=False, changes={"stage": [old, new.code]})


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
