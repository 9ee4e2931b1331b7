"""The tabs of a card: each app adds those it knows of, also to the cards of types below it; what waits in each.

A tab stands at `/<type>/<id>/<code>/`. One that lists related items (`related`) is served by the items engine; any
other one is a view of the app that adds it, which calls `open_card(..., tab=code)` of `items.cards.frame` and extends
"items/cards/card.html", filling its block `card`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.cards.card import Card
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.lists.listing import count_each
from comptoir.kit.errors import NotFound
from comptoir.kit.filters import Condition, Group, Op, all_of
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

GENERAL = "general"
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class RelatedList:
    """Items of the type `target` whose field `field` points to the card's item."""

    target: str
    field: str


def always(_user: User, _item_type: ItemType, _item: Item) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ItemTab:
    """A tab of the cards of `item_types` (none named: of every type).

    rows    what waits there: counted beside the label, all tabs in one query
    visible whether this viewer gets the tab on this item
    """

    code: str
    label: Text
    item_types: tuple[str, ...] = ()
    order: int = 100
    related: RelatedList | None = None
    rows: "Callable[[User, ItemType, Item], QuerySet[Any]] | None" = None
    visible: Callable[[User, ItemType, Item], bool] = always

    def belongs_to(self, item_type: ItemType) -> bool:
        return not self.item_types or item_type.code in self.item_types


class Tabs(Registry[ItemTab]):
    """The registry; a code may serve several types with different related lists: the key is code and types."""

    def __init__(self) -> None:
        super().__init__("tabs of cards", lambda tab: f"{tab.code}:{','.join(tab.item_types)}")

    def of(self, item_type: ItemType) -> list[ItemTab]:
        """Return the tabs of a type in their order."""
        return sorted((tab for tab in self if tab.belongs_to(item_type)), key=lambda tab: tab.order)

    def find_for(self, item_type: ItemType, code: str) -> ItemTab | None:
        return next((tab for tab in self.of(item_type) if tab.code == code), None)


tabs = Tabs()
tabs.add(ItemTab("history", _("History"), order=900))


@dataclass(frozen=True, slots=True)
class CountedTab:
    """A tab that the viewer gets; `count` is None where nothing is counted, and COUNTED + 1 for more than that."""

    tab: ItemTab
    count: int | None


def tabs_of(card: Card) -> list[CountedTab]:
    """Return the tabs that the viewer gets on this card, with what waits in each; one query for all of them."""
    shown = [
        tab
        for tab in tabs.of(card.type)
        if tab.visible(card.viewer, card.type, card.item) and (tab.related is None or _readable(tab, card))
    ]
    rows = {tab.code: found for tab in shown if (found := _rows(tab, card)) is not None}
    counts = count_each(card.viewer, rows, COUNTED)
    return [CountedTab(tab, counts.get(tab.code)) for tab in shown]


def within(tab: ItemTab, card: Card) -> Group:
    """Return the condition that the items of a related list meet."""
    if tab.related is None:
        raise NotFound
    target = item_types.get(tab.related.target)
    several = target.field(tab.related.field).kind.is_multiple
    value: object = (card.item.pk,) if several else card.item.pk
    return all_of(Condition(tab.related.field, Op.IN if several else Op.EQ, value))


def related_rows(tab: ItemTab, card: Card) -> Any:
    """Return the rows of a related list that the viewer may see."""
    if tab.related is None:
        raise NotFound
    target = item_types.get(tab.related.target)
    field = target.field(tab.related.field)
    rows = target.visible_to(card.viewer)
    if field.kind.is_multiple:
        link = target.links[field.code]
        owners = link.model.objects.filter(**{link.target: card.item.pk}).values(f"{link.owner}_id")
        return rows.filter(pk__in=owners)
    return rows.filter(**{field.attribute: card.item.pk})


def _readable(tab: ItemTab, card: Card) -> bool:
    return tab.related is not None and item_types.get(tab.related.target).allowed(card.viewer, "read")


def _rows(tab: ItemTab, card: Card) -> "QuerySet[Any] | None":
    if tab.related is not None:
        found: QuerySet[Any] = related_rows(tab, card)
        return found
    return tab.rows(card.viewer, card.type, card.item) if tab.rows else None
