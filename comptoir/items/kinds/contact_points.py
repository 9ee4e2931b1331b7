"""Contact points of items: reading them, and applying the changes that a form or a request asks for."""

from collections.abc import Iterable, Sequence
from typing import Any

import phonenumbers

from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.kinds.values import Point
from comptoir.items.models import ContactPoint
from comptoir.kit.text import fold, normalise_email


def normal_value(kind: str, value: str, country: str) -> str:
    """Return the value as it is compared: E.164 for phones that can be read, lower case for the rest."""
    if kind == ContactPoint.Kind.PHONE:
        return normal_phone(value, country)
    return normalise_email(value) if kind == ContactPoint.Kind.EMAIL else fold(value)[:255]


def normal_phone(value: str, country: str) -> str:
    try:
        number = phonenumbers.parse(value, country)
    except phonenumbers.NumberParseException:
        return "".join(character for character in value if character.isdigit())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def points_of(item_type: ItemType, item_ids: Sequence[int]) -> dict[int, dict[str, list[ContactPoint]]]:
    """Return {item id: {kind: its points in their order}}; one query."""
    found: dict[int, dict[str, list[ContactPoint]]] = {}
    rows = ContactPoint.objects.filter(item_type=item_type.type_id, item_id__in=item_ids).order_by("id")
    for point in rows:
        found.setdefault(point.item_id, {}).setdefault(point.kind, []).append(point)
    return found


def create_points(item_type: ItemType, rows: Iterable[tuple[Any, dict[str, Any]]], country: str) -> None:
    """Write the points of new items, from their values by field code."""
    fields = item_type.of_kind(Kind.POINTS)
    ContactPoint.objects.bulk_create(
        [
            _new(item_type, item.pk, field.target, point, country)
            for item, values in rows
            for field in fields
            for point in values.get(field.code, ())
            if point.value
        ],
        batch_size=500,
    )


def change_points(item_type: ItemType, item_id: int, kind: str, points: list[Point], country: str) -> list[list[str]]:
    """Apply the changes to one kind of an item's points; return [values before, values after].

    A point without id is added, one with a known id is changed, or deleted when its value is empty; an unknown id
    adds. What is not mentioned stays.
    """
    rows = ContactPoint.objects.filter(item_type=item_type.type_id, item_id=item_id, kind=kind).order_by("id")
    known = {row.pk: row for row in rows}
    before = [row.value for row in known.values()]
    for point in points:
        row = known.get(point.id or 0)
        if row is None:
            if point.value:
                added = _new(item_type, item_id, kind, point, country)
                added.save()
        elif point.value:
            row.value, row.value_type = point.value, point.value_type
            row.normal = normal_value(kind, point.value, country)
            row.save()
        else:
            row.delete()
    return [before, list(rows.values_list("value", flat=True))]


def _new(item_type: ItemType, item_id: int, kind: str, point: Point, country: str) -> ContactPoint:
    return ContactPoint(
        item_type=item_type.type_id,
        item_id=item_id,
        kind=kind,
        value_type=point.value_type or "WORK",
        value=point.value,
        normal=normal_value(kind, point.value, country),
    )
