"""The tabs of a card: each app adds those it knows of, also to the cards of types below it.

A tab stands at `/<type>/<id>/<code>/`. One that lists related items (`related`) is served by the items engine; any
other one is a view of the app that adds it, which calls `open_card(..., tab=code)` of `items.cards.card` and extends
"items/cards/card.html", filling its block `card`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.items.core.item_types import ItemType
from comptoir.kit.registry import Registry

if TYPE_CHECKING:
    from comptoir.access.models import User

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class RelatedList:
    """Items of the type `target` whose field `field` points to the card's item."""

    target: str
    field: str


def always(_user: "User", _item_type: ItemType, _item: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ItemTab:
    """A tab of the cards of `item_types` (none named: of every type).

    count   how many things wait there, shown beside the label; it may cost one query
    visible whether this reader gets the tab on this item
    """

    code: str
    label: str | Promise
    item_types: tuple[str, ...] = ()
    order: int = 100
    related: RelatedList | None = None
    count: Callable[["User", ItemType, Any], int | None] | None = None
    visible: Callable[["User", ItemType, Any], bool] = always

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
