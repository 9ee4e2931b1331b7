"""What stands beside items: contact points, linked records, observers; read once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.models import ContactPoint, Observer

POINTS = "points"


@dataclass(slots=True)
class Related:
    """`points` by item and kind; `lists` by field code and item; `first_stages` by pipeline, once looked up."""

    item_type: ItemType
    zone: tzinfo
    points: dict[int, dict[str, list[ContactPoint]]] = field(default_factory=dict)
    lists: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    first_stages: dict[int, str] = field(default_factory=dict)

    def points_of(self, item: Any, kind: str) -> list[ContactPoint]:
        return self.points.get(item.pk, {}).get(kind, [])

    def list_of(self, item: Any, code: str) -> list[int]:
        return self.lists.get(code, {}).get(item.pk, [])


def read_related(item_type: ItemType, items: Sequence[Any], needs: Iterable[str], zone: tzinfo) -> Related:
    """Return what the columns need; one query for each of `needs` (POINTS, or the code of a field of several)."""
    ids = [item.pk for item in items]
    related = Related(item_type, zone)
    for need in set(needs) - {""}:
        if need == POINTS:
            related.points = points_of(item_type, ids)
        elif item_type.field(need).kind == Kind.USERS:
            related.lists[need] = _observers(item_type, ids)
        else:
            related.lists[need] = item_type.links[need].targets_of(ids)
    return related


def _observers(item_type: ItemType, ids: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = Observer.objects.filter(item_type=item_type.type_id, item_id__in=ids).order_by("id")
    for item_id, user_id in rows.values_list("item_id", "user_id"):
        found.setdefault(item_id, []).append(user_id)
    return found
