"""A main reference (the main contact) and the list it belongs to, kept in step."""

from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import Draft, ItemType


def keep_in_step(draft: Draft, item_type: ItemType) -> None:
    """Make every main reference of the item the first entry of its list; a new one joins the list."""
    for field in item_type.fields():
        if field.mirror_of and (field.code in draft.values or field.mirror_of in draft.values):
            _mirror(field, draft, item_type)


def _mirror(field: Field, draft: Draft, item_type: ItemType) -> None:
    listed = list(draft.values.get(field.mirror_of, _known(field, draft, item_type)))
    main = draft.values.get(field.code)
    if main:
        listed = [main, *(entry for entry in listed if entry != main)]
    elif field.code in draft.values and not draft.is_new:
        listed = listed[1:]
    draft.values[field.mirror_of] = listed
    setattr(draft.item, field.attribute, listed[0] if listed else None)


def _known(field: Field, draft: Draft, item_type: ItemType) -> list[int]:
    if draft.is_new or field.mirror_of in draft.values:
        return []
    return item_type.links[field.mirror_of].targets_of([draft.item.pk]).get(draft.item.pk, [])
