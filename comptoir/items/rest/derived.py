"""Columns without a declared field: always null, derived from the stage, or from contact points.

Clients expect every key that the reference documents, so that names without a counterpart here are sent with null.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.kinds.contact_points import point_fields
from comptoir.items.models import ContactPoint
from comptoir.items.rest.columns import Column
from comptoir.items.rest.related import POINTS, Related
from comptoir.kit.filters import NOTHING, Condition, Group, Op, all_of
from comptoir.kit.semantics import FINAL
from comptoir.rest.protocol import values


def always(name: str, type_name: str, value: object = None, **describes: object) -> Column:
    """Return a column with the same value for every item, most often null."""
    return Column(name, type_name, lambda _item, _by: value, describes=describes)


def disabled(name: str, type_name: str, **describes: object) -> Column:
    """Return a read-only column that is always null."""
    return always(name, type_name, isReadOnly=True, **describes)


def entity_type(item_type: ItemType) -> Column:
    return always("entityTypeId", "integer", item_type.type_id, isReadOnly=True)


def has_points(name: str, kind: str, type_name: str) -> Column:
    """Return HAS_PHONE or its like: Y if there is at least one point, else N; never true or false, in both families."""

    def condition(wanted: bool, item_type: ItemType) -> Condition | Group:
        field = next(field for field in point_fields(item_type) if field.target == kind)
        return Condition(field.code, Op.NOT_EMPTY if wanted else Op.EMPTY)

    def read(item: Item, by: Related) -> object:
        return values.classic_flag(bool(by.points_of(item, kind)))

    return Column(name, type_name, read, needs=POINTS, flag=condition, describes={"isReadOnly": True})


def has_open_channel(name: str, type_name: str) -> Column:
    """Return HAS_IMOL, which is always N: there are no open channels here."""
    return Column(
        name,
        type_name,
        lambda _item, _by: "N",
        describes={"isReadOnly": True},
        flag=lambda wanted, _: NOTHING if wanted else all_of(),
    )


def first_point(name: str, kind: str, value_type: str = "") -> Column:
    """Return `phoneWork` and its like: the first value of a kind and type, or an empty text."""

    def read(item: Item, by: Related) -> object:
        fitting = (point.value for point in by.points_of(item, kind) if value_type in ("", point.value_type))
        return next(fitting, "")

    return Column(name, "string", read, needs=POINTS, describes={"isReadOnly": True})


def all_points() -> Column:
    """Return `fm`: every phone, e-mail, site, messenger and link in one list."""

    def read(item: Item, by: Related) -> object:
        points = sorted((point for kind in by.points.get(item.pk, {}).values() for point in kind), key=_place)
        return [
            {"id": point.pk, "typeId": point.kind, "valueType": point.value_type, "value": point.value}
            for point in points
        ]

    return Column("fm", "crm_multifield", read, needs=POINTS, describes={"isMultiple": True})


def linked(name: str, code: str, key: str, type_name: str) -> Column:
    """Return links in detail: the record, its place, and whether it is the primary one."""

    def read(item: Item, by: Related) -> object:
        return [
            {key: target, "sort": (place + 1) * 10, "roleId": 0, "isPrimary": values.classic_flag(place == 0)}
            for place, target in enumerate(by.list_of(item, code))
        ]

    return Column(name, type_name, read, needs=code, describes={"isMultiple": True})


def closed(name: str, type_name: str) -> Column:
    """Return CLOSED: Y in a final stage. It follows the stage; what is written to it is ignored."""

    def condition(wanted: bool, _item_type: ItemType) -> Condition | Group:
        return Condition("semantics", Op.IN if wanted else Op.NOT_IN, FINAL)

    return Column(name, type_name, lambda item, _: values.classic_flag(item.semantics in FINAL), flag=condition)


def is_new(name: str, type_name: str) -> Column:
    """Return IS_NEW: Y while the item is in the first stage of its pipeline."""

    def condition(wanted: bool, item_type: ItemType) -> Condition | Group:
        first = {_first_stage(item_type, pipeline.id) for pipeline in sources.pipelines.all(item_type.code)}
        return Condition("stage", Op.IN if wanted else Op.NOT_IN, tuple(sorted(first)))

    def read(item: Any, by: Related) -> object:
        first = by.first_stages.get(item.pipeline_id)
        if first is None:
            first = by.first_stages[item.pipeline_id] = _first_stage(by.item_type, item.pipeline_id)
        return values.classic_flag(item.stage == first)

    return Column(name, type_name, read, flag=condition, describes={"isReadOnly": True})


def _first_stage(item_type: ItemType, pipeline_id: int) -> str:
    stages = sources.choices.values(item_type.stages_of(pipeline_id))
    return next((stage.code for stage in stages if not stage.hidden), "")


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
