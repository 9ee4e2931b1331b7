"""The search index, behind an interface that another back end can implement; this one compares in the database."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from comptoir.kit.text import fold
from comptoir.search.models import SearchEntry

MOST_WORDS = 8
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Entry:
    item_type: int
    item_id: int
    title: str
    text: str


def index(entries: Sequence[Entry]) -> None:
    """Add entries. Call `forget` for the same items before: an item has one entry."""
    SearchEntry.objects.bulk_create(
        [
            SearchEntry(
                item_type=entry.item_type,
                item_id=entry.item_id,
                title=stored_title(entry.title),
                text=fold(f"{entry.title} {entry.text}")[:LONGEST_TEXT],
            )
            for entry in entries
        ],
        batch_size=500,
    )


def stored_title(title: str) -> str:
    return fold(title)[:255]


def forget(item_type: int, item_ids: Sequence[int]) -> None:
    SearchEntry.objects.filter(item_type=item_type, item_id__in=item_ids).delete()


def matching(item_type: int, query: str) -> QuerySet[SearchEntry, int] | None:
    """Return the ids of items of a type whose text contains every word of the query; None for an empty query."""
    words = fold(query).split()[:MOST_WORDS]
    if not words:
        return None
    condition = Q(item_type=item_type)
    # Both sides are folded, so that `contains` ignores case and accents on SQLite and PostgreSQL alike.
    for word in words:
        condition &= Q(text__contains=word)
    return SearchEntry.objects.filter(condition).values_list("item_id", flat=True)
