"""Items in the search: a source a type, by words, or by a whole phone number or e-mail address."""

from functools import partial

from comptoir.access.models import User
from comptoir.items.core.addresses import card_url, list_url
from comptoir.items.core.fields import Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.lists.listing import found_by
from comptoir.kit.text import fold
from comptoir.search.sources import Found, Result, SearchSource, search_sources

CANDIDATES = 60
ACTIVITY = 6


def add_sources() -> None:
    """Register every item type, people and companies first; called when all apps have declared theirs."""
    for item_type in sorted(item_types, key=lambda each: (not each.of_kind(Kind.POINTS), each.type_id == ACTIVITY)):
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
