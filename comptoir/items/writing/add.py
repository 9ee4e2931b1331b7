"""Adding items: one or thousands, in the same way."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.items import events
from comptoir.items.core.choices import sources
from comptoir.items.core.contexts import WriteOptions
from comptoir.items.core.item_types import Draft, ItemType, WriteContext
from comptoir.items.core.protocols import Item
from comptoir.items.errors import OperationRefused
from comptoir.items.writing import stages
from comptoir.items.writing.cleaning import Cleaner
from comptoir.items.writing.main_entries import keep_in_step


def add_item(
    item_type: ItemType, values: Mapping[str, object], *, actor: User, at: datetime, **options: Unpack[WriteOptions]
) -> Any:
    """Create one item; see `add_items`."""
    return add_items(item_type, [values], actor=actor, at=at, **options)[0]


def add_items(
    item_type: ItemType,
    rows: Sequence[Mapping[str, object]],
    *,
    actor: User,
    at: datetime,
    **options: Unpack[WriteOptions],
) -> list[Any]:
    """Add items, all or none, from values by field code and the type's extras (such as product rows).

    Shape:  the saved items, in the order of the rows; values may be texts, which are parsed and checked.
    Errors: InvalidItem with the fields and the row's place; OperationRefused.
    """
    context = WriteContext(item_type, actor, at, **options)
    plain_rows, extras = _split(item_type, rows)
    with transaction.atomic():
        # Before the values are checked: otherwise a code could be deleted between its check and its storing.
        sources.choices.hold()
        drafts = _drafts(plain_rows, extras, context)
        _save(drafts, context)
        publish(_events(drafts, context))
    return [draft.item for draft in drafts]


def _drafts(
    plain_rows: Sequence[dict[str, object]], extras: Sequence[dict[str, object]], context: WriteContext
) -> list[Draft]:
    with_defaults = [_with_defaults(row, context) for row in plain_rows]
    cleaned = Cleaner(context, with_defaults, is_new=True).clean()
    drafts = [Draft(_build(values, context), values, extra) for values, extra in zip(cleaned, extras, strict=True)]
    for draft in drafts:
        _complete(draft, context)
    return drafts


def _split(
    item_type: ItemType, rows: Sequence[Mapping[str, object]]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    names = item_type.rules.extras
    fields = [{code: value for code, value in row.items() if code not in names} for row in rows]
    return fields, [{code: value for code, value in row.items() if code in names} for row in rows]


def _with_defaults(row: dict[str, object], context: WriteContext) -> dict[str, object]:
    values = dict(row)
    if context.item_type.has("responsible"):
        values.setdefault("responsible", context.actor.pk)
    for field in context.item_type.fields():
        if field.code not in values:
            default = field.kind.default(field, context)
            if default is not None:
                values[field.code] = default
    context.item_type.rules.defaults(values, context)
    return values


def _build(values: dict[str, object], context: WriteContext) -> Item:
    item: Item = context.item_type.model(
        created_at=values.get("created_at") or context.at,
        created_by=context.actor,
        updated_at=context.at,
        updated_by=context.actor,
        last_activity_at=values.get("created_at") or context.at,
        last_activity_by=context.actor,
    )
    for code, value in values.items():
        field = context.item_type.field(code)
        if field.stored and not (field.kind.is_multiple or field.kind.is_moved):
            setattr(item, field.attribute, value)
    return item


def _complete(draft: Draft, context: WriteContext) -> None:
    item_type = context.item_type
    item_type.rules.check(draft.values, context)
    keep_in_step(draft, item_type)
    if item_type.stage_directory:
        stages.enter(draft, context)
    item_type.rules.complete(draft, context)
    if not context.trusted and not item_type.rules.may(context.actor, "add", draft, item_type):
        raise OperationRefused(_("add"), item_type.plural)


def _save(drafts: list[Draft], context: WriteContext) -> None:
    item_type = context.item_type
    item_type.model.objects.bulk_create([draft.item for draft in drafts], batch_size=200)
    _name_untitled(drafts, context)
    rows = [(draft.item.pk, draft.values) for draft in drafts]
    for kind, fields in item_type.by_kind(multiple=True).items():
        kind.create(fields, item_type, rows, context)
    if item_type.stage_directory:
        stages.record(item_type, drafts, context)
    item_type.rules.after_write(drafts, context)


def _name_untitled(drafts: list[Draft], context: WriteContext) -> None:
    """Name untitled items “Deal #7”, in the account's language: everybody sees the same title."""
    item_type = context.item_type
    untitled = [draft.item for draft in drafts if item_type.new_title and not draft.item.title]
    if not untitled:
        return
    with translation.override(context.account.language):
        for item in untitled:
            item.title = str(item_type.new_title) % {"id": item.pk}
    item_type.model.objects.bulk_update(untitled, ["title"], batch_size=200)


def _events(drafts: list[Draft], context: WriteContext) -> list[Event]:
    batch = uuid.uuid4()
    return [
        Event(
            code=events.ADDED.code,
            item_type=context.item_type.type_id,
            item_id=draft.item.pk,
            actor=context.actor,
            at=context.at,
            batch=batch,
            changes=_first_values(draft, context),
        )
        for draft in drafts
    ]


def _first_values(draft: Draft, context: WriteContext) -> dict[str, list[object]]:
    changes: dict[str, list[object]] = {}
    for field in context.item_type.fields():
        if not field.tracked:
            continue
        if field.kind.is_multiple:
            value: object = draft.values.get(field.code, [])
        else:
            value = getattr(draft.item, field.attribute, None) if field.stored else None
        if value not in (None, "", [], False):
            changes[field.code] = [None, field.kind.plain(value)]
    return changes
