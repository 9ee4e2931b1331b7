"""Keeping the search index in step: a reader of item events, and the text that an item is found by."""

from collections.abc import Sequence
from typing import Any

from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.models import ContactPoint
from comptoir.search.index import Entry, forget, index


def index_events(batch: Sequence[Event]) -> None:
    """Index what was written again and forget what was deleted; safe to run twice."""
    by_type: dict[int, set[int]] = {}
    for event in batch:
        if event.code in (events.ADDED.code, events.CHANGED.code, events.RESTORED.code, events.DELETED.code):
            by_type.setdefault(event.item_type, set()).add(event.item_id)
    for type_id, ids in by_type.items():
        item_type = item_types.by_id(type_id)
        if item_type:
            _index(item_type, sorted(ids))


def _index(item_type: ItemType, ids: list[int]) -> None:
    items = list(item_type.model.objects.alive().filter(pk__in=ids))
    points = _points(item_type, ids)
    forget(item_type.type_id, ids)
    index([_entry(item_type, item, points.get(item.pk, [])) for item in items])


def _entry(item_type: ItemType, item: Any, points: list[str]) -> Entry:
    searchable = [field for field in item_type.fields() if field.searchable and field.kind != Kind.POINTS]
    texts = [str(getattr(item, field.attribute) or "") for field in searchable]
    return Entry(item_type.type_id, item.pk, item_type.title_of(item), " ".join([*texts, *points]))


def _points(item_type: ItemType, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if item_type.of_kind(Kind.POINTS):
        rows = ContactPoint.objects.filter(item_type=item_type.type_id, item_id__in=ids)
        for item_id, value, normal in rows.values_list("item_id", "value", "normal"):
            found.setdefault(item_id, []).extend({value, normal})
    return found
