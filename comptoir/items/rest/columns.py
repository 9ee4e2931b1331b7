"""Columns: what REST shows of an item under one name, with a declared field behind it or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, TypeAlias

from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.rest.related import POINTS, Related
from comptoir.kit.filters import Condition, Group
from comptoir.rest.protocol.errors import Family

Reader: TypeAlias = Callable[[Any, Related], object]
FlagFilter: TypeAlias = Callable[[bool, ItemType], "Condition | Group"]


@dataclass(frozen=True, slots=True)
class Column:
    """One name of one family.

    type      what `fields` calls it; `describes` are the further keys of its description
    read      gives the value of an item; None for what can only be written
    field     the declared field behind it
    needs     what must be read beside the items: POINTS or the code of a field of several records
    flag      for a yes-or-no that follows from other fields: the condition it stands for in a filter
    in_mask   `*` includes it         skip_empty   the key is left out when there is nothing
    """

    name: str
    type: str
    read: Reader | None
    field: Field | None = None
    needs: str = ""
    flag: FlagFilter | None = None
    in_mask: bool = True
    skip_empty: bool = False
    describes: Mapping[str, object] = attribute(default_factory=dict)


def column_of(field: Field, family: Family) -> Column:
    """Return the column of a declared field under its name in that family."""
    kind = field.kind
    if family is not Family.CLASSIC:
        needs = field.code if kind.is_multiple else ""
        return Column(field.camel, kind.type_name(field, classic=False), kind.camel_reader(field), field, needs)
    type_name, read = kind.type_name(field, classic=True), kind.classic_reader(field)
    if read is not None and kind.is_multiple:
        return Column(field.classic, type_name, read, field, POINTS, in_mask=False, skip_empty=True)
    return Column(field.classic, type_name, read, field)
