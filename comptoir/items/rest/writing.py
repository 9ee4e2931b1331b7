"""Refusals of writes in REST's terms: the field under the name the client sent, and the family's code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from comptoir.items.errors import REQUIRED, InvalidItem
from comptoir.items.rest.rest_type import RestType
from comptoir.rest.protocol.errors import Family, RestError

NOT_VALID, MISSING = "CRM_FIELD_ERROR_VALUE_NOT_VALID", "CRM_FIELD_ERROR_REQUIRED"


@contextmanager
def in_names_of(rest_type: RestType, family: Family) -> Iterator[None]:
    """Turn what an action refuses into the family's words."""
    try:
        yield
    except InvalidItem as error:
        code, reason = next(iter(error.fields.items()))
        raise refused(rest_type, family, code, str(reason), missing=reason is REQUIRED) from error


def refused(rest_type: RestType, family: Family, code: str, reason: str, *, missing: bool = False) -> RestError:
    """Return the refusal of one field's value.

    The classic family says ERROR_CORE, except for a stage that the item's pipeline does not have: its callers
    must tell that from other mistakes.
    """
    name = rest_type.name_of(code, family)
    if missing:
        text, symbol = f'Field "{name}" is required', MISSING
    else:
        text, symbol = f'Invalid value of field "{name}": {reason}', NOT_VALID
    if family is Family.CLASSIC:
        item_type = rest_type.item_type
        placed = item_type.has(code) and item_type.field(code).kind.is_moved
        return RestError(symbol if placed else "ERROR_CORE", text)
    return RestError(symbol, text)
