"""Controls for the fields of items: their values and options."""

from __future__ import annotations

from dataclasses import replace

from comptoir.access.models import User
from comptoir.items.core.contexts import Control, FormContext
from comptoir.items.core.fields import Field
from comptoir.items.core.protocols import Item, Owner


def control_for(
    owner: Owner,
    field: Field,
    viewer: User,
    *,
    item: Item | None = None,
    value: object = None,
    pipeline: int | None = None,
) -> Control:
    """Return the control of a field: with the item's value, or the given one for a new item of that pipeline."""
    form = FormContext(owner, viewer, value, item, pipeline)
    if item is not None:
        form = replace(form, value=_value_of(owner, field, item), pipeline=getattr(item, "pipeline_id", None))
    kind = field.kind
    return Control(
        code=field.code,
        label=field.label,
        kind=kind.control,
        value=kind.form_text(form.value),
        options=kind.form_options(field, form),
        empty=kind.empty,
        required=field.required,
        **kind.form_extras(field, form),
    )


def _value_of(owner: Owner, field: Field, item: Item) -> object:
    if field.kind.is_multiple:
        return field.kind.load([field], owner, [item.pk])[field.code].get(item.pk, [])
    return getattr(item, field.attribute)
