"""The clients that an item names, and how to reach them and the item itself: read once for header, fields and boxes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from comptoir.access.models import User
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.kinds.contact_points import point_fields
from comptoir.items.kinds.record import know_titles
from comptoir.items.models import ContactPoint
from comptoir.kit.memo import once

CLIENT_TYPES = ("company", "contact")
Points = Mapping[str, Sequence[ContactPoint]]


@dataclass(frozen=True, slots=True)
class Client:
    """A company or a contact within the viewer's sight; `is_main`: the item names it first of its type."""

    type: ItemType
    item: Any
    is_main: bool
    points: Points

    @property
    def id(self) -> int:
        ident: int = self.item.pk
        return ident

    @property
    def title(self) -> str:
        return self.type.title_of(self.item) or f"#{self.item.pk}"

    @property
    def url(self) -> str:
        return card_url(self.type, self.item.pk)


@dataclass(frozen=True)
class ItemClients:
    """`clients`: companies first, the main one of each type before the others; `points`: those of the item itself.

    `linked` holds the ids of all linked clients by field, visible to the viewer or not.
    """

    clients: list[Client] = field(default_factory=list)
    points: Points = field(default_factory=dict)
    linked: dict[str, list[int]] = field(default_factory=dict)

    @property
    def main(self) -> list[Client]:
        return [client for client in self.clients if client.is_main]


def clients_of(viewer: User, item_type: ItemType, item: Item) -> ItemClients:
    """Return the clients that an item names, the same for all who ask in one request.

    At most four queries: links, companies, contacts, and the contact points of all of them together.
    """
    return once(f"clients of {item_type.code} {item.pk} for {viewer.pk}", lambda: _read(viewer, item_type, item))


def _read(viewer: User, item_type: ItemType, item: Item) -> ItemClients:
    linked: dict[str, list[int]] = {}
    rows: list[tuple[ItemType, Item, bool]] = []
    for code in CLIENT_TYPES:
        client_type = item_types.find(code)
        if client_type is None or not item_type.has(code):
            continue
        main_id, several = getattr(item, f"{code}_id", None), item_type.field(code).mirror_of
        ids = [main_id] if main_id else []
        if several:
            linked[several] = item_type.links[several].targets_of([item.pk]).get(item.pk, [])
            ids = list(dict.fromkeys([*ids, *linked[several]]))
        rows += [(client_type, row, row.pk == main_id) for row in _in_sight(viewer, client_type, ids)]
    points = _points([(item_type, item.pk), *((client_type, row.pk) for client_type, row, _main in rows)])
    return ItemClients(
        [Client(of, row, is_main, points.get((of.code, row.pk), {})) for of, row, is_main in rows],
        points.get((item_type.code, item.pk), {}),
        linked,
    )


def _in_sight(viewer: User, client_type: ItemType, ids: Sequence[int]) -> list[Item]:
    if not ids:
        return []
    found = {row.pk: row for row in client_type.visible_to(viewer).filter(pk__in=ids)}
    know_titles(viewer, client_type, ids, found.values())
    return [found[id] for id in ids if id in found]


def _points(owners: Iterable[tuple[ItemType, int]]) -> dict[tuple[str, int], dict[str, list[ContactPoint]]]:
    """Return {(type, id): {kind: points in their order}} of items of several types; one query."""
    codes, wanted = {}, Q()
    for owner, ident in owners:
        if point_fields(owner):
            codes[owner.type_id] = owner.code
            wanted |= Q(item_type=owner.type_id, item_id=ident)
    found: dict[tuple[str, int], dict[str, list[ContactPoint]]] = {}
    if wanted:
        for point in ContactPoint.objects.filter(wanted).order_by("id"):
            found.setdefault((codes[point.item_type], point.item_id), {}).setdefault(point.kind, []).append(point)
    return found
