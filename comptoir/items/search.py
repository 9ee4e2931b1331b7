"""Items in the search: the searchable text of each, updated by events, and a search source for each type."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db.models import Q

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.addresses import card_url, list_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.kinds.contact_points import normal_value, point_fields
from comptoir.items.models import ContactPoint
from comptoir.kit.text import fold
from comptoir.search.index import Entry, forget, index, matching, stored_title
from comptoir.search.models import SearchEntry
from comptoir.search.sources import Found, Result, SearchSource, search_sources

CANDIDATES = 60
CHUNK = 500
ACTIVITY = 6
ADDRESS_KINDS = (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL)


def found_by(item_type: ItemType, text: str) -> Q:
    """Return the condition on items that a search finds: by words, or by a whole phone number or e-mail address."""
    words = matching(item_type.type_id, text)
    condition = Q(pk__in=words) if words is not None else Q()
    wanted = [normal_value(kind, text, account().country) for kind in ADDRESS_KINDS]
    points = ContactPoint.objects.filter(
        item_type=item_type.type_id, kind__in=ADDRESS_KINDS, normal__in=[value for value in wanted if len(value) > 4]
    )
    return condition | Q(pk__in=points.values("item_id"))


def add_sources() -> None:
    """Register every item type, people and companies first; called when all apps have declared theirs."""
    for item_type in sorted(item_types, key=lambda each: (not point_fields(each), each.type_id == ACTIVITY)):
        search_sources.add(
            SearchSource(item_type.code, item_type.plural, item_type.icon, partial(find, item_type=item_type))
        )


def find(user: User, text: str, limit: int, *, item_type: ItemType) -> Found | None:
    """Return what is found among the items of a type that the user may see; titles that begin so come first."""
    if not item_type.allowed(user, "read"):
        return None
    rows = list(item_type.visible_to(user).filter(found_by(item_type, text)).order_by("-id")[:CANDIDATES])
    wanted = fold(text)
    rows.sort(key=lambda row: not fold(item_type.title_of(row)).startswith(wanted))
    results = [
        Result(
            item_type.title_of(row) or f"#{row.pk}", card_url(item_type, row.pk), str(item_type.subtitle_of(row) or "")
        )
        for row in rows[:limit]
    ]
    return Found(results, len(rows) > limit, list_url(item_type, q=text))


# --- The index ---
def index_events(batch: Sequence[Event]) -> None:
    """Index what was written again and forget what was deleted; safe to run twice."""
    by_type: dict[int, set[int]] = {}
    for event in batch:
        if event.code in (events.ADDED.code, events.CHANGED.code, events.RESTORED.code, events.DELETED.code):
            by_type.setdefault(event.item_type, set()).add(event.item_id)
    for type_id, ids in by_type.items():
        item_type = item_types.by_id(type_id)
        if item_type:
            index_items(item_type, sorted(ids))


def outdated(item_type: ItemType) -> Iterator[int]:
    """Yield the ids of items whose entry is missing, says something else, or is of an item that is gone."""
    alive = item_type.model.objects.alive()
    entries = SearchEntry.objects.filter(item_type=item_type.type_id)
    yield from entries.exclude(item_id__in=alive.values("pk")).values_list("item_id", flat=True)
    last = 0
    while items := list(alive.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        ids, last = [item.pk for item in items], items[-1].pk
        kept = dict(entries.filter(item_id__in=ids).values_list("item_id", "title"))
        yield from (item.pk for item in items if not _is_known(item_type, item, kept.get(item.pk)))


def _is_known(item_type: ItemType, item: Item, title: str | None) -> bool:
    # What has no title of its own is called by its kind, in the language of whoever wrote it.
    has_title = bool(getattr(item, item_type.title_columns[0]))
    return title is not None and (not has_title or title == stored_title(item_type.title_of(item)))


def index_items(item_type: ItemType, ids: list[int]) -> None:
    """Index these items as they are now, and forget those that are gone."""
    items = list(item_type.model.objects.alive().filter(pk__in=ids))
    points = _points(item_type, ids)
    forget(item_type.type_id, ids)
    index([_entry(item_type, item, points.get(item.pk, [])) for item in items])


def _entry(item_type: ItemType, item: Item, points: list[str]) -> Entry:
    searchable = [field for field in item_type.fields() if field.searchable and not field.kind.is_multiple]
    texts = [str(getattr(item, field.attribute) or "") for field in searchable]
    return Entry(item_type.type_id, item.pk, item_type.title_of(item), " ".join([*texts, *points]))


def _points(item_type: ItemType, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if point_fields(item_type):
        rows = ContactPoint.objects.filter(item_type=item_type.type_id, item_id__in=ids)
        for item_id, value, normal in rows.values_list("item_id", "value", "normal"):
            found.setdefault(item_id, []).extend({value, normal})
    return found
