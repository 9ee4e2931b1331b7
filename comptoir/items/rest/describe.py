"""`fields`: what each name of a type is, for clients that build their forms and mappings from it."""

from __future__ import annotations

import re

from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.rest.columns import Column
from comptoir.items.rest.rest_type import RestType
from comptoir.rest.protocol.errors import Family

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")


def describe_fields(rest_type: RestType, family: Family) -> dict[str, dict[str, object]]:
    """Return the description of every name of the type, labels in the portal's language."""
    return {name: describe(column, rest_type.item_type, family) for name, column in rest_type.columns(family).items()}


def describe(column: Column, item_type: ItemType, family: Family) -> dict[str, object]:
    described: dict[str, object] = {
        "type": column.type,
        "isRequired": False,
        "isReadOnly": False,
        "isImmutable": False,
        "isMultiple": False,
        "isDynamic": False,
        "title": column.name,
    }
    if family is not Family.CLASSIC:
        described["upperName"] = upper_name(column.name)
    if column.field:
        described |= _of_field(column.field, item_type, family)
    described |= column.describes
    return {key: value for key, value in described.items() if value is not None}


def upper_name(camel: str) -> str:
    """Return the UPPER_CASE spelling of a camelCase name: parentId2 is PARENT_ID_2."""
    return HUMP.sub("_", camel).upper()


def _of_field(field: Field, item_type: ItemType, family: Family) -> dict[str, object]:
    classic = family is Family.CLASSIC
    described: dict[str, object] = {
        "isRequired": field.required,
        # Files come later; their fields are described as the reference does.
        "isReadOnly": (field.read_only or (classic and field.classic_read_only)) and field.kind.is_writable,
        "isImmutable": field.immutable,
        "isMultiple": field.kind.is_multiple,
        "title": str(field.label),
        **field.kind.describe(field, item_type),
    }
    if field.deprecated and classic:
        described["isDeprecated"] = True
    return described
