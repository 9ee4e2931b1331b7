"""Data in other tables: contact points, linked records, observers; read once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.drawing.related import values_beside
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.models import ContactPoint

POINTS = "points"


@dataclass(slots=True)
class Related:
    """`points` by item and kind; `lists` by field code and item; `first_stages` by pipeline, once looked up."""

    item_type: ItemType
    zone: tzinfo
    points: dict[int, dict[str, list[ContactPoint]]] = field(default_factory=dict)
    lists: dict[str, dict[int, list[object]]] = field(default_factory=dict)
    first_stages: dict[int, str] = field(default_factory=dict)

    def points_of(self, item: Item, kind: str) -> list[ContactPoint]:
        return self.points.get(item.pk, {}).get(kind, [])

    def list_of(self, item: Item, code: str) -> list[object]:
        return self.lists.get(code, {}).get(item.pk, [])


def read_related(item_type: ItemType, items: Sequence[Item], needs: Iterable[str], zone: tzinfo) -> Related:
    """Return what the columns need; one query for each of `needs` (POINTS, or the code of a field of several)."""
    ids = [item.pk for item in items]
    related = Related(item_type, zone)
    wanted = set(needs) - {""}
    if POINTS in wanted:
        related.points = points_of(item_type, ids)
    related.lists = values_beside(item_type, ids, (item_type.field(need) for need in wanted - {POINTS}))
    return related
