"""Columns: what REST shows of an item under one name, with a declared field behind it or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, TypeAlias

from comptoir.items.choices import sources
from comptoir.items.fields import Field, Kind
from comptoir.items.models import ContactPoint
from comptoir.items.rest.related import POINTS, Related
from comptoir.items.types import ItemType
from comptoir.kit.filters import NOTHING, Condition, Group, Op, all_of
from comptoir.rest import values
from comptoir.rest.errors import Family

Reader: TypeAlias = Callable[[Any, Related], object]
FlagFilter: TypeAlias = Callable[[bool, ItemType], "Condition | Group"]

FINAL = ("S", "F")


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
            return _nothing
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
            return _nothing
    return lambda item, _: getattr(item, get) or None


def _classic_points(field: Field) -> Reader:
    kind = field.target

    def read(item: Any, by: Related) -> object:
        return [
            {"ID": str(point.pk), "VALUE_TYPE": point.value_type, "VALUE": point.value, "TYPE_ID": kind}
            for point in by.points_of(item, kind)
        ]

    return read


# --- Columns that no field stands behind -----------------------------------------------------------------------------


def always(name: str, type_name: str, value: object = None, **describes: object) -> Column:
    """Return a column that every item answers in the same way, most often with null."""
    return Column(name, type_name, lambda _item, _by: value, describes=describes)


def disabled(name: str, type_name: str, **describes: object) -> Column:
    """Return a column of the reference product that is always null and read only."""
    return always(name, type_name, isReadOnly=True, isDisabled=True, **describes)


def entity_type(item_type: ItemType) -> Column:
    return always("entityTypeId", "integer", item_type.type_id, isReadOnly=True)


def has_points(name: str, kind: str, type_name: str) -> Column:
    """Return HAS_PHONE and its like: Y when there is at least one."""

    def condition(wanted: bool, item_type: ItemType) -> Condition | Group:
        field = next(field for field in item_type.of_kind(Kind.POINTS) if field.target == kind)
        return Condition(field.code, Op.NOT_EMPTY if wanted else Op.EMPTY)

    def read(item: Any, by: Related) -> object:
        return values.classic_flag(bool(by.points_of(item, kind)))

    return Column(name, type_name, read, needs=POINTS, flag=condition, describes={"isReadOnly": True})


def has_open_channel(name: str, type_name: str) -> Column:
    """Return HAS_IMOL: no item has an open channel here."""
    return Column(
        name, type_name, lambda _item, _by: "N", describes={"isReadOnly": True},
        flag=lambda wanted, _: NOTHING if wanted else all_of(),
    )  # fmt: skip


def first_point(name: str, kind: str, value_type: str = "") -> Column:
    """Return `phoneWork` and its like: the first value of a kind and type, or an empty text."""

    def read(item: Any, by: Related) -> object:
        fitting = (point.value for point in by.points_of(item, kind) if value_type in ("", point.value_type))
        return next(fitting, "")

    return Column(name, "string", read, needs=POINTS, describes={"isReadOnly": True})


def all_points() -> Column:
    """Return `fm`: every phone, e-mail, site, messenger and link in one list."""

    def read(item: Any, by: Related) -> object:
        points = sorted((point for kind in by.points.get(item.pk, {}).values() for point in kind), key=_place)
        return [
            {"id": point.pk, "typeId": point.kind, "valueType": point.value_type, "value": point.value}
            for point in points
        ]

    return Column("fm", "crm_multifield", read, needs=POINTS, describes={"isMultiple": True})


def linked(name: str, code: str, key: str, type_name: str) -> Column:
    """Return links in detail: the record, its place, and whether it is the primary one."""

    def read(item: Any, by: Related) -> object:
        return [
            {key: target, "sort": (place + 1) * 10, "roleId": 0, "isPrimary": values.classic_flag(place == 0)}
            for place, target in enumerate(by.list_of(item, code))
        ]

    return Column(name, type_name, read, needs=code, describes={"isMultiple": True})


def closed(name: str, type_name: str) -> Column:
    """Return CLOSED: Y in a final stage. It follows the stage: what is written to it changes nothing."""

    def condition(wanted: bool, _item_type: ItemType) -> Condition | Group:
        return Condition("semantics", Op.IN if wanted else Op.NOT_IN, FINAL)

    return Column(name, type_name, lambda item, _: values.classic_flag(item.semantics in FINAL), flag=condition)


def is_new(name: str, type_name: str) -> Column:
    """Return IS_NEW: Y while the item is in the first stage of its pipeline."""

    def condition(wanted: bool, item_type: ItemType) -> Condition | Group:
        first = {_first_stage(item_type, pipeline.id) for pipeline in sources.pipelines.all(item_type.code)}
        return Condition("stage", Op.IN if wanted else Op.NOT_IN, tuple(sorted(first)))

    def read(item: Any, by: Related) -> object:
        return values.classic_flag(item.stage == _first_stage(by.item_type, item.pipeline_id))

    return Column(name, type_name, read, flag=condition, describes={"isReadOnly": True})


def _first_stage(item_type: ItemType, pipeline_id: int) -> str:
    stages = sources.choices.values(item_type.stages_of(pipeline_id))
    return next((stage.code for stage in stages if not stage.hidden), "")


def _nothing(_item: Any, _by: Related) -> object:
    return None


def _place(point: ContactPoint) -> int:
    return point.pk


def flat_points(messengers: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the read-only aliases that crm.item.* gives to the first phones and e-mails of a type."""
    return (
        first_point("emailHome", "EMAIL", "HOME"),
        first_point("emailWork", "EMAIL", "WORK"),
        first_point("emailMailing", "EMAIL", "MAILING"),
        first_point("phoneMobile", "PHONE", "MOBILE"),
        first_point("phoneWork", "PHONE", "WORK"),
        first_point("phoneMailing", "PHONE", "MAILING"),
        *(first_point(name, "IM", name.upper()) for name in messengers),
        first_point("imol", "IM", "IMOL"),
        first_point("email", "EMAIL"),
        first_point("phone", "PHONE"),
        all_points(),
    )


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
