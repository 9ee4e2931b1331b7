"""Phones, e-mails, sites, messengers and links: the edit protocols of both families."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.kinds.values import NOT_LIST, Point
from comptoir.items.models import ContactPoint
from comptoir.rest.protocol.call import to_flag, to_integer
from comptoir.rest.protocol.phparray import Value, as_mapping
from comptoir.rest.protocol.values import read_text


def classic_points(item_type: ItemType, raw: Value, item_id: int) -> list[Point]:
    """Return the changes that PHONE and its like ask for.

    Without ID an entry is added; with one it is changed, or deleted by `DELETE: "Y"` or an empty VALUE. A bare
    text stands for its VALUE; what is not mentioned stays.
    """
    if raw is None or raw == "":
        return []
    if isinstance(raw, str | int | float):
        return [Point(read_text(raw))]
    entries = list((as_mapping(raw) or {}).values())
    known = _known(item_type, item_id) if item_id else {}
    return [_classic_point(entry, known) for entry in entries]


def camel_points(item_type: ItemType, raw: Value, item_id: int) -> dict[str, object]:
    """Return the changes that `fm` asks for, by field code.

    A list, and keys such as `n0`, add; a numeric key of an object is the id of an entry that is changed, or deleted
    by an empty value. Entries without a known typeId, and a mere text, do nothing.
    """
    fields = {field.target: field for field in item_type.of_kind(Kind.POINTS)}
    changes: dict[str, list[Point]] = {}
    for kind, point in _camel_points(item_type, raw, item_id):
        if kind in fields:
            changes.setdefault(fields[kind].code, []).append(point)
    return dict(changes)


def _camel_points(item_type: ItemType, raw: Value, item_id: int) -> Iterator[tuple[str, Point]]:
    changes_known = bool(item_id) and isinstance(raw, dict)
    known = _known(item_type, item_id) if changes_known else {}
    for key, entry in (as_mapping(raw) or {}).items():
        if isinstance(entry, dict):
            identity = to_integer(key) if changes_known else None
            row = known.get(identity or 0)
            value = _text(entry["value"]) if "value" in entry else (row.value if row else "")
            value_type = _text(entry.get("valueType")) or (row.value_type if row else "WORK")
            yield _text(entry.get("typeId")), Point(value, value_type, identity)


def _classic_point(entry: Value, known: dict[int, ContactPoint]) -> Point:
    if not isinstance(entry, dict):
        if isinstance(entry, list):
            raise ValueError(str(NOT_LIST))  # noqa: TRY004 - one kind of error for all that cannot be read
        return Point(read_text(entry))
    identity = to_integer(entry.get("ID"))
    row = known.get(identity or 0)
    if to_flag(entry.get("DELETE")):
        return Point("", id=identity)
    value = read_text(entry["VALUE"]) if "VALUE" in entry else (row.value if row else "")
    value_type = read_text(entry.get("VALUE_TYPE")) or (row.value_type if row else "WORK")
    return Point(value, value_type, identity)


def _known(item_type: ItemType, item_id: int) -> dict[int, ContactPoint]:
    rows = ContactPoint.objects.filter(item_type=item_type.type_id, item_id=item_id)
    return {row.pk: row for row in rows}


def _text(value: Value) -> str:
    return "" if isinstance(value, list | dict) else read_text(value)
