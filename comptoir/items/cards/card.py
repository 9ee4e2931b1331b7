"""An item as the one who looks at it has it: the item, its viewer, and what both may do."""

from dataclasses import dataclass, field
from typing import Any

from comptoir.access.models import User
from comptoir.items.core.addresses import card_url, list_url
from comptoir.items.core.contexts import Related
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.kit.errors import NotFound


@dataclass
class Card:
    """`related` holds what the shown fields refer to, once it is read."""

    type: ItemType
    item: Any
    viewer: User
    may_update: bool
    may_delete: bool
    related: Related = field(default_factory=Related)

    @property
    def title(self) -> str:
        return self.type.title_of(self.item) or f"#{self.item.pk}"

    @property
    def key(self) -> str:
        """Return what the ids of the card's elements begin with: several cards may be open at once."""
        return f"{self.type.path}-{self.item.pk}"


def card_of(item_type: ItemType, item_id: int, viewer: User) -> Card:
    """Return the card of an item within the viewer's sight. Errors: NotFound."""
    rows = item_type.visible_to(viewer).filter(pk=item_id)
    # Rights depend on the department of the responsible person: without the join each check would be a query.
    item = (rows.select_related("responsible") if item_type.has("responsible") else rows).first()
    if item is None:
        raise NotFound
    return Card(item_type, item, viewer, item_type.may(viewer, "update", item), item_type.may(viewer, "delete", item))


def is_editable(card: Card, field: Field) -> bool:
    """Say whether the viewer may change the field on this card."""
    return card.may_update and not field.read_only and not field.immutable and field.kind.is_writable


@dataclass(frozen=True, slots=True)
class CardUrls:
    """The addresses that the card's buttons use."""

    list: str
    card: str
    delete: str
    stage: str


def urls_of(card: Card) -> CardUrls:
    address = card_url(card.type, card.item.pk)
    return CardUrls(list_url(card.type), address, f"{address}delete/", f"{address}stage/")
