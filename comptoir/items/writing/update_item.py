"""Changing an item: only what really differs is written, and one event says what."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.rules import Draft, WriteContext
from comptoir.items.errors import OperationRefused
from comptoir.items.kinds import contact_points as points
from comptoir.items.kinds.values import plain
from comptoir.items.models import Observer
from comptoir.items.writing import stages
from comptoir.items.writing.cleaning import Cleaner
from comptoir.kit.errors import Conflict, NotFound


def update_item(
    item_type: ItemType,
    item_id: int,
    values: Mapping[str, object],
    *,
    actor: User,
    at: datetime,
    seen: datetime | None = None,
    **options: Any,
) -> Any:
    """Change fields of an item and return it; nothing is written when nothing differs.

    `seen` is the item's `updated_at` as the caller read it: a later change of the same fields is a Conflict.
    Errors: NotFound when the actor may not see it, OperationRefused when not change it, InvalidItem, Conflict.
    """
    context = WriteContext(item_type, actor, at, **options)
    with transaction.atomic():
        sources.choices.hold()
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


def _draft(item: Any, values: Mapping[str, object], context: WriteContext) -> Draft:
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
        if field.stored and field.kind not in (Kind.STAGE, Kind.PIPELINE, Kind.POINTS, Kind.ITEMS, Kind.USERS):
            setattr(item, field.attribute, value)
    for field in item_type.fields():
        if field.mirror_of:
            _mirror(field, draft, item_type)
    item_type.rules.complete(draft, context)
    for field in _columns(item_type):
        value = getattr(item, field.attribute)
        if field.tracked and value != before[field.code]:
            draft.changes.setdefault(field.code, [plain(before[field.code]), plain(value)])
    _change_related(draft, context)


def _columns(item_type: ItemType) -> list[Field]:
    related = (Kind.POINTS, Kind.ITEMS, Kind.USERS, Kind.FILE)
    return [field for field in item_type.fields() if field.stored and field.kind not in related]


def _mirror(field: Field, draft: Draft, item_type: ItemType) -> None:
    """Keep a main reference and the list it belongs to in step; a new main entry joins the list."""
    if field.code not in draft.values and field.mirror_of not in draft.values:
        return
    known = item_type.links[field.mirror_of].targets_of([draft.item.pk]).get(draft.item.pk, [])
    listed = list(draft.values.get(field.mirror_of, known))
    if field.code in draft.values:
        main = draft.values[field.code]
        listed = [main, *(entry for entry in listed if entry != main)] if main else listed[1:]
    draft.values[field.mirror_of] = listed
    setattr(draft.item, field.attribute, listed[0] if listed else None)


def _change_related(draft: Draft, context: WriteContext) -> None:
    item_type, item = context.item_type, draft.item
    for code, value in draft.values.items():
        field = item_type.field(code)
        before: list[Any]
        after: list[Any]
        if field.kind == Kind.POINTS:
            before, after = points.change_points(item_type, item.pk, field.target, value, context.account.country)
        elif field.kind == Kind.ITEMS:
            link = item_type.links[code]
            before, after = link.targets_of([item.pk]).get(item.pk, []), value
            if before != after:
                link.replace(item.pk, value)
        elif field.kind == Kind.USERS:
            before, after = _change_observers(item_type, item.pk, value)
        else:
            continue
        if before != after:
            draft.changes[code] = [before, after]
    if draft.extras:
        draft.changes.update({code: [None, None] for code in draft.extras})


def _change_observers(item_type: ItemType, item_id: int, user_ids: list[int]) -> tuple[list[int], list[int]]:
    rows = Observer.objects.filter(item_type=item_type.type_id, item_id=item_id)
    before = list(rows.order_by("id").values_list("user_id", flat=True))
    rows.exclude(user__in=user_ids).delete()
    Observer.objects.bulk_create(
        Observer(item_type=item_type.type_id, item_id=item_id, user_id=user_id)
        for user_id in user_ids
        if user_id not in before
    )
    return before, list(rows.order_by("id").values_list("user_id", flat=True))


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
