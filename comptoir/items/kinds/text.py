"""A line of text, and text of several lines."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from comptoir.items import errors
from comptoir.items.core.contexts import Check
from comptoir.items.core.fields import EMPTINESS, Field, Kind, kinds
from comptoir.items.core.values import to_text
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.kit.text import clean_line, clean_text


class Text(Kind):
    """A text of one line, as long as its column."""

    is_sortable = True
    operators: tuple[Op, ...] = (Op.CONTAINS, Op.EQ, Op.NOT_CONTAINS, *EMPTINESS)

    def clean(self, field: Field, value: str, check: Check) -> str:
        text = clean_line(value)
        most = _longest(field, check.owner.model)
        if most and len(text) > most:
            raise NotAValue(errors.TOO_LONG % {"most": most})
        return text

    def q_empty(self, field: Field) -> Q:
        return Q(**{field.attribute: ""}) | Q(**{f"{field.attribute}__isnull": True})

    def q_search(self, field: Field, op: Op, value: object) -> Q:
        lookup = "icontains" if op == Op.CONTAINS else "like"
        return Q(**{f"{field.attribute}__{lookup}": to_text(value)})


class LongText(Text):
    is_sortable = False
    is_wide = True
    control = "textarea"
    camel_type = "text"

    def clean(self, field: Field, value: str, check: Check) -> str:
        return clean_text(value)


def _longest(field: Field, model: Any) -> int | None:
    """Return how many characters the field's column holds; None when it has no limit."""
    column = next((each for each in model._meta.concrete_fields if each.attname == field.attribute), None)
    return getattr(column, "max_length", None)


TEXT = kinds.add(Text("text"))
LONG_TEXT = kinds.add(LongText("long_text"))
