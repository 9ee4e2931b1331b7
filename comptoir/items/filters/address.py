r"""Filters as they stand in an address: `?f=stage:in:NEW,WON&f=amount:gte:500`, read into the one filter language.

`field:operator:value`; IN, NOT_IN and BETWEEN take values with commas between them (a comma in a value is written
`\,`), EMPTY and NOT_EMPTY none. For people `me` is the viewer; for dates `today` is the account's day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import BadRequest
from comptoir.kit.filters import Condition, Group, Op, all_of

SEVERAL = (Op.IN, Op.NOT_IN, Op.BETWEEN)
VALUELESS = (Op.EMPTY, Op.NOT_EMPTY)
OPERATORS = frozenset(op.value for op in Op)
MOST_CONDITIONS = 30
COMMA = re.compile(r"(?<!\\),")


class UnreadableFilter(BadRequest):
    code = "unreadable_filter"
    message = _("The filter in the address is not understood. Remove it and choose the conditions again.")


@dataclass(frozen=True, slots=True)
class Written:
    """One condition as it is written: the field's code, the operator, the values as text."""

    field: str
    op: Op
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        escaped = [value.replace(",", "\\,") for value in self.values] if self.op in SEVERAL else self.values
        return f"{self.field}:{self.op}" + ("" if self.op in VALUELESS else f":{','.join(escaped)}")

    @property
    def is_complete(self) -> bool:
        needed = 0 if self.op in VALUELESS else 2 if self.op == Op.BETWEEN else 1
        return len([value for value in self.values if value != ""]) >= needed


def read_condition(text: str) -> Written:
    """Return the condition that the text writes. Errors: UnreadableFilter."""
    field, _colon, rest = text.partition(":")
    name, _colon, value = rest.partition(":")
    # No database keeps a NUL in a text, and one of them refuses to look for it.
    if not field or name not in OPERATORS or "\x00" in text:
        raise UnreadableFilter
    op = Op(name)
    if op in VALUELESS:
        return Written(field, op)
    values = tuple(part.replace("\\,", ",") for part in COMMA.split(value)) if op in SEVERAL else (value,)
    return Written(field, op, values)


def read_conditions(texts: Sequence[str]) -> tuple[Written, ...]:
    if len(texts) > MOST_CONDITIONS:
        raise UnreadableFilter
    return tuple(read_condition(text) for text in texts if text)


def meaning(item_type: ItemType, written: Sequence[Written], viewer: User) -> Group:
    """Return the conditions for `comptoir.items.filters.to_sql`; unfinished ones are left out."""
    return all_of(*(_condition(item_type, each, viewer) for each in written if each.is_complete))


def _condition(item_type: ItemType, written: Written, viewer: User) -> Condition:
    kind = item_type.field(written.field).kind
    values = [kind.meaning(value, viewer) for value in written.values]
    if written.op in VALUELESS:
        return Condition(written.field, written.op)
    if written.op in SEVERAL:
        return Condition(written.field, written.op, tuple(values))
    return Condition(written.field, written.op, values[0])
