"""What the items of a page refer to, read in one query a kind: users, other items, contact points, observers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from comptoir.access.models import User
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.models import ContactPoint, Observer
from comptoir.kit.memo import once


@dataclass
class Related:
    """Names by id; an item that the reader may not see is absent from `titles`."""

    users: dict[int, str] = field(default_factory=dict)
    titles: dict[str, dict[int, str]] = field(default_factory=dict)
    links: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    observers: dict[int, list[int]] = field(default_factory=dict)
    points: dict[int, dict[str, list[ContactPoint]]] = field(default_factory=dict)


def related_to(viewer: User, item_type: ItemType, items: Sequence[Any], fields: Iterable[Field]) -> Related:
    """Read what these fields of these items refer to; the number of queries depends on the fields only."""
    found, wanted = Related(), list(fields)
    ids = [item.pk for item in items]
    if not ids:
        return found
    if any(each.kind == Kind.POINTS for each in wanted):
        found.points = points_of(item_type, ids)
    for each in wanted:
        if each.kind == Kind.ITEMS:
            found.links[each.code] = item_type.links[each.code].targets_of(ids)
        elif each.kind == Kind.USERS:
            found.observers = observers_of(item_type, ids)
    found.users = user_names(_user_ids(items, wanted, found))
    for target, target_ids in _item_ids(items, wanted, found).items():
        found.titles[target] = titles_of(viewer, target, target_ids)
    return found


def observers_of(item_type: ItemType, item_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return {item id: ids of its observers}."""
    found: dict[int, list[int]] = {}
    rows = Observer.objects.filter(item_type=item_type.type_id, item_id__in=item_ids).order_by("id")
    for item_id, user_id in rows.values_list("item_id", "user_id"):
        found.setdefault(item_id, []).append(user_id)
    return found


def user_names(ids: Iterable[int]) -> dict[int, str]:
    """Return {user id: full name}, deactivated people included; each read once per request."""
    wanted, known = set(ids), once("names of users", dict[int, str])
    missing = wanted - known.keys()
    if missing:
        people = User.objects.filter(pk__in=missing).only("name", "last_name", "login")
        known.update({person.pk: person.full_name for person in people})
    return {id: known[id] for id in wanted if id in known}


def titles_of(viewer: User, target: str, ids: Iterable[int]) -> dict[int, str]:
    """Return {id: title} of the items of a type that the reader may see; each read once per request."""
    other = item_types.find(target)
    if other is None:
        return {}
    wanted, known = set(ids), once(f"titles of {target} for {viewer.pk}", dict[int, str | None])
    missing = wanted - known.keys()
    if missing:
        rows = other.visible_to(viewer).filter(pk__in=missing).only(*other.title_columns)
        known.update(dict.fromkeys(missing))
        known.update({row.pk: other.title_of(row) or f"#{row.pk}" for row in rows})
    return {id: title for id in wanted if (title := known.get(id)) is not None}


def know_titles(viewer: User, item_type: ItemType, asked: Iterable[int], seen: Iterable[Any]) -> None:
    """Let `titles_of` know the items that were read of those asked for: the others are out of the viewer's sight."""
    known = once(f"titles of {item_type.code} for {viewer.pk}", dict[int, str | None])
    known.update(dict.fromkeys(asked))
    known.update({row.pk: item_type.title_of(row) or f"#{row.pk}" for row in seen})


def _user_ids(items: Sequence[Any], fields: Sequence[Field], found: Related) -> set[int]:
    ids = {getattr(item, each.attribute) for each in fields if each.kind == Kind.USER for item in items}
    return {id for id in ids if id} | {id for observers in found.observers.values() for id in observers}


def _item_ids(items: Sequence[Any], fields: Sequence[Field], found: Related) -> dict[str, set[int]]:
    wanted: dict[str, set[int]] = {}
    for each in fields:
        if each.kind == Kind.ITEM:
            wanted.setdefault(each.target, set()).update(filter(None, (getattr(i, each.attribute) for i in items)))
        elif each.kind == Kind.ITEMS:
            ids = found.links[each.code].values()
            wanted.setdefault(each.target, set()).update(id for several in ids for id in several)
    return wanted
