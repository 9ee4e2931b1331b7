"""Creating items: one or thousands by the same way."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
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

RELATED = (Kind.POINTS, Kind.ITEMS, Kind.USERS)


def add_item(item_type: ItemType, values: Mapping[str, object], *, actor: User, at: datetime, **options: Any) -> Any:
    """Create one item; see `add_items`."""
    return add_items(item_type, [values], actor=actor, at=at, **options)[0]


def add_items(
    item_type: ItemType, rows: Sequence[Mapping[str, object]], *, actor: User, at: datetime, **options: Any
) -> list[Any]:
    """Create items from values by field code (and the type's extras, as product rows): all of them or none.

    Shape:  the saved items, in the order of the rows; values may be texts, they are parsed and checked.
    Errors: InvalidItem with the fields and the row's place; OperationRefused.
    Source: `options` are the flags of WriteContext (keep_blanks, first_choices, system_fields, trusted).
    """
    context = WriteContext(item_type, actor, at, **options)
    plain_rows, extras = _split(item_type, rows)
    with transaction.atomic():
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
            default = _default(field, context)
            if default is not None:
                values[field.code] = default
    context.item_type.rules.defaults(values, context)
    return values


def _default(field: Field, context: WriteContext) -> object:
    if field.kind == Kind.PIPELINE:
        choices = sources.pipelines.all(context.item_type.code)
        return choices[0].id if choices else None
    if field.kind == Kind.CURRENCY:
        return context.account.currency
    if field.kind == Kind.CHOICE and not (field.read_only or field.default or context.keep_blanks):
        if context.first_choices:
            return next((choice.code for choice in sources.choices.values(field.directory) if not choice.hidden), None)
        return sources.choices.default(field.directory) or None
    return field.default() if field.default and not context.keep_blanks else None


def _build(values: dict[str, Any], context: WriteContext) -> Any:
    item = context.item_type.model(
        created_at=values.get("created_at") or context.at,
        created_by=context.actor,
        updated_at=context.at,
        updated_by=context.actor,
        last_activity_at=values.get("created_at") or context.at,
        last_activity_by=context.actor,
    )
    for code, value in values.items():
        field = context.item_type.field(code)
        if field.stored and field.kind not in (*RELATED, Kind.STAGE):
            setattr(item, field.attribute, value)
    return item


def _complete(draft: Draft, context: WriteContext) -> None:
    item_type = context.item_type
    item_type.rules.check(draft.values, context)
    for field in item_type.fields():
        if field.mirror_of:
            _mirror(field, draft)
    if item_type.stage_directory:
        stages.enter(draft, context)
    item_type.rules.complete(draft, context)
    if not context.trusted and not item_type.rules.may(context.actor, "add", draft, item_type):
        raise OperationRefused(_("add"), item_type.plural)


def _mirror(field: Field, draft: Draft) -> None:
    """Keep a main reference (the main contact) and the list it belongs to in step."""
    listed = list(draft.values.get(field.mirror_of, ()))
    main = draft.values.get(field.code)
    if main:
        listed = [main, *(entry for entry in listed if entry != main)]
    draft.values[field.mirror_of] = listed
    setattr(draft.item, field.attribute, listed[0] if listed else None)


def _save(drafts: list[Draft], context: WriteContext) -> None:
    item_type = context.item_type
    item_type.model.objects.bulk_create([draft.item for draft in drafts], batch_size=200)
    _name_untitled(drafts, context)
    points.create_points(item_type, [(draft.item, draft.values) for draft in drafts], context.account.country)
    for code, link in item_type.links.items():
        link.create({draft.item.pk: draft.values[code] for draft in drafts if draft.values.get(code)})
    _save_observers(drafts, context)
    if item_type.stage_directory:
        stages.record(item_type, drafts, context)
    item_type.rules.after_write(drafts, context)


def _name_untitled(drafts: list[Draft], context: WriteContext) -> None:
    """Call untitled items “Deal #7”, in the account's language."""
    item_type = context.item_type
    untitled = [draft.item for draft in drafts if item_type.new_title and not draft.item.title]
    if not untitled:
        return
    with translation.override(context.account.language):
        for item in untitled:
            item.title = str(item_type.new_title) % {"id": item.pk}
    item_type.model.objects.bulk_update(untitled, ["title"], batch_size=200)


def _save_observers(drafts: list[Draft], context: WriteContext) -> None:
    fields = context.item_type.of_kind(Kind.USERS)
    Observer.objects.bulk_create(
        Observer(item_type=context.item_type.type_id, item_id=draft.item.pk, user_id=user_id)
        for draft in drafts
        for field in fields
        for user_id in draft.values.get(field.code, ())
    )


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


def _first_values(draft: Draft, context: WriteContext) -> dict[str, list[Any]]:
    changes: dict[str, list[Any]] = {}
    for field in context.item_type.fields():
        if not field.tracked:
            continue
        if field.kind in RELATED:
            value: Any = draft.values.get(field.code, [])
            value = [point.value for point in value] if field.kind == Kind.POINTS else value
        else:
            value = getattr(draft.item, field.attribute, None) if field.stored else None
        if value not in (None, "", [], False):
            changes[field.code] = [None, plain(value)]
    return changes
