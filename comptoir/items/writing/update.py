"""Changing an item: one event holds the values that differ; without a difference nothing is written."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.contexts import WriteOptions
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import Draft, ItemType, WriteContext
from comptoir.items.core.protocols import Item
from comptoir.items.errors import OperationRefused
from comptoir.items.writing import stages
from comptoir.items.writing.cleaning import Cleaner
from comptoir.items.writing.main_entries import keep_in_step
from comptoir.kit.errors import Conflict, NotFound


def update_item(
    item_type: ItemType,
    item_id: int,
    values: Mapping[str, object],
    *,
    actor: User,
    at: datetime,
    seen: datetime | None = None,
    **options: Unpack[WriteOptions],
) -> Any:
    """Change fields of an item and return it; nothing is written when nothing differs.

    `seen` is the item's `updated_at` as the caller has read it: any later change of the item is a Conflict.
    Errors: NotFound if the actor may not see it, OperationRefused if they may not change it, InvalidItem, Conflict.
    """
    context = WriteContext(item_type, actor, at, **options)
    with transaction.atomic():
        sources.choices.hold()
        # of=("self",): the gate may join the responsible person, and PostgreSQL refuses to lock the nullable side of an
        # outer join.
        item = item_type.visible_to(actor).select_for_update(of=("self",)).filter(pk=item_id).first()
        if item is None:
            raise NotFound
        if not item_type.may(actor, "update", item):
            raise OperationRefused(_("change"), item_type.plural)
        if seen and item.updated_at > seen:
            raise Conflict
        draft = _draft(item, values, context)
        _apply(draft, context)
        if draft.changes:
            _save(draft, context)
    return item


def update_items(
    item_type: ItemType, item_ids: Sequence[int], values: Mapping[str, object], *, actor: User, at: datetime
) -> int:
    """Change these fields of all the items or of none; return their number.

    Errors: those of `update_item`.
    """
    with transaction.atomic():
        for item_id in item_ids:
            update_item(item_type, item_id, values, actor=actor, at=at)
    return len(item_ids)


def _draft(item: Item, values: Mapping[str, object], context: WriteContext) -> Draft:
    names = context.item_type.rules.extras
    given = {code: value for code, value in values.items() if code not in names}
    cleaned = Cleaner(context, [given], is_new=False).clean([item])[0]
    extras = {code: value for code, value in values.items() if code in names}
    return Draft(item, cleaned, extras, is_new=False)


def _apply(draft: Draft, context: WriteContext) -> None:
    item_type, item = context.item_type, draft.item
    item_type.rules.check(draft.values, context)
    before = {field.code: getattr(item, field.attribute) for field in _columns(item_type)}
    if item_type.stage_directory:
        stages.move(draft, context)
    for code, value in draft.values.items():
        field = item_type.field(code)
        if field.stored and not (field.kind.is_multiple or field.kind.is_moved):
            setattr(item, field.attribute, value)
    keep_in_step(draft, item_type)
    item_type.rules.complete(draft, context)
    for field in _columns(item_type):
        value = getattr(item, field.attribute)
        if field.tracked and value != before[field.code]:
            draft.changes.setdefault(field.code, [field.kind.plain(before[field.code]), field.kind.plain(value)])
    _change_related(draft, context)


def _columns(item_type: ItemType) -> list[Field]:
    return [field for field in item_type.fields() if field.stored and not field.kind.is_multiple]


def _change_related(draft: Draft, context: WriteContext) -> None:
    for code, value in draft.values.items():
        field = context.item_type.field(code)
        if field.kind.is_multiple:
            before, after = field.kind.change(field, context.item_type, draft.item.pk, value, context)
            if before != after:
                draft.changes[code] = [before, after]
    draft.changes.update({code: [None, None] for code in draft.extras})


def _save(draft: Draft, context: WriteContext) -> None:
    item_type, item = context.item_type, draft.item
    item.updated_at, item.updated_by = context.at, context.actor
    item.save()
    if "stage" in draft.changes or "pipeline" in draft.changes:
        stages.record(item_type, [draft], context)
    item_type.rules.after_write([draft], context)
    publish(
        [
            Event(
                code=events.CHANGED.code,
                item_type=item_type.type_id,
                item_id=item.pk,
                actor=context.actor,
                at=context.at,
                batch=uuid.uuid4(),
                changes=draft.changes,
            )
        ]
    )
