"""Columns: what REST shows of an item under one name, with a declared field behind it or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, TypeAlias

from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.rest.related import POINTS, Related
from comptoir.kit.filters import Condition, Group
from comptoir.rest.protocol import values
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


# --- Columns of declared fields --------------------------------------------------------------------------------------


def column_of(field: Field, family: Family) -> Column:
    """Return the column of a declared field under its name in that family."""
    if family is Family.CLASSIC:
        return _classic_column(field)
    needs = field.code if field.kind.is_multiple else ""
    return Column(field.camel, CAMEL_TYPES.get(field.kind) or f"crm_{field.target}", _camel_reader(field), field, needs)


def _classic_column(field: Field) -> Column:
    type_name = CLASSIC_TYPES.get(field.kind) or f"crm_{field.target}"
    if field.kind == Kind.POINTS:
        return Column(
            field.classic, type_name, _classic_points(field), field, POINTS, in_mask=False, skip_empty=True
        )  # fmt: skip
    return Column(field.classic, type_name, _classic_reader(field), field)


def _classic_reader(field: Field) -> Reader | None:
    """Return how the classic family writes a value: text everywhere. Lists of records can only be written."""
    get = field.attribute
    match field.kind:
        case Kind.INTEGER | Kind.USER | Kind.ITEM | Kind.PIPELINE:
            return lambda item, _: values.classic_integer(getattr(item, get))
        case Kind.AMOUNT:
            return lambda item, _: values.classic_money(getattr(item, get))
        case Kind.BOOLEAN:
            return lambda item, _: values.classic_flag(getattr(item, get))
        case Kind.DATE:
            return lambda item, by: values.classic_date(getattr(item, get), by.zone)
        case Kind.DATETIME:
            return lambda item, by: values.classic_datetime(getattr(item, get), by.zone)
        case Kind.FILE:
            return nothing
        case Kind.ITEMS | Kind.USERS | Kind.POINTS:
            return None
    return lambda item, _: getattr(item, get) or None


def _camel_reader(field: Field) -> Reader:
    """Return how crm.item.* writes a value: JSON types, null for what is empty."""
    get, code = field.attribute, field.code
    match field.kind:
        case Kind.INTEGER | Kind.USER | Kind.ITEM | Kind.PIPELINE:
            return lambda item, _: getattr(item, get)
        case Kind.AMOUNT:
            return lambda item, _: values.camel_number(getattr(item, get))
        case Kind.BOOLEAN:
            return lambda item, _: values.classic_flag(getattr(item, get))
        case Kind.DATE:
            return lambda item, by: values.camel_date(getattr(item, get), by.zone)
        case Kind.DATETIME:
            return lambda item, by: values.camel_datetime(getattr(item, get), by.zone)
        case Kind.ITEMS | Kind.USERS:
            return lambda item, by: by.list_of(item, code)
        case Kind.FILE:
            return nothing
    return lambda item, _: getattr(item, get) or None


def _classic_points(field: Field) -> Reader:
    kind = field.target

    def read(item: Any, by: Related) -> object:
        return [
            {"ID": str(point.pk), "VALUE_TYPE": point.value_type, "VALUE": point.value, "TYPE_ID": kind}
            for point in by.points_of(item, kind)
        ]

    return read


def nothing(_item: Any, _by: Related) -> object:
    return None


# --- What `fields` calls the kinds -----------------------------------------------------------------------------------

CLASSIC_TYPES: dict[Kind, str] = {
    Kind.STRING: "string",
    Kind.TEXT: "string",
    Kind.INTEGER: "integer",
    Kind.AMOUNT: "double",
    Kind.BOOLEAN: "char",
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.CHOICE: "crm_status",
    Kind.STAGE: "crm_status",
    Kind.PIPELINE: "crm_category",
    Kind.CURRENCY: "crm_currency",
    Kind.USER: "user",
    Kind.USERS: "user",
    Kind.POINTS: "crm_multifield",
    Kind.FILE: "file",
}
CAMEL_TYPES: dict[Kind, str] = {**CLASSIC_TYPES, Kind.TEXT: "text", Kind.BOOLEAN: "boolean"}
