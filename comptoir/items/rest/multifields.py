"""`fm`: how crm.item.* changes phones, e-mails, sites, messengers and links."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.items.core.item_types import ItemType
from comptoir.items.core.values import Point
from comptoir.items.kinds.contact_points import point_fields, points_by_id
from comptoir.rest.protocol.call import to_integer
from comptoir.rest.protocol.phparray import Value, as_mapping
from comptoir.rest.protocol.values import read_text


def camel_points(item_type: ItemType, raw: Value, item_id: int) -> dict[str, object]:
    """Return the changes that `fm` asks for, by field code.

    A list, and keys such as `n0`, add; a numeric key of an object is the id of an entry that is changed, or deleted
    by an empty value. Entries without a known typeId, and a mere text, do nothing.
    """
    fields = {field.target: field for field in point_fields(item_type)}
    changes: dict[str, list[Point]] = {}
    for kind, point in _camel_points(item_type, raw, item_id):
        if kind in fields:
            changes.setdefault(fields[kind].code, []).append(point)
    return dict(changes)


def _camel_points(item_type: ItemType, raw: Value, item_id: int) -> Iterator[tuple[str, Point]]:
    changes_known = bool(item_id) and isinstance(raw, dict)
    known = points_by_id(item_type, item_id) if changes_known else {}
    for key, entry in (as_mapping(raw) or {}).items():
        if isinstance(entry, dict):
            identity = to_integer(key) if changes_known else None
            row = known.get(identity or 0)
            value = _text(entry["value"]) if "value" in entry else (row.value if row else "")
            value_type = _text(entry.get("valueType")) or (row.value_type if row else "WORK")
            yield _text(entry.get("typeId")), Point(value, value_type, identity)


def _text(value: Value) -> str:
    return "" if isinstance(value, list | dict) else read_text(value)
