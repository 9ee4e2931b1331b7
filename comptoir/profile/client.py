"""The client a profile page is about: found through the gate, scored unless it was taken out."""

from typing import Any

from django.http import HttpRequest

from comptoir.access.models import User
from comptoir.items.cards.frame import CardFrame, open_card
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.kit.errors import NotFound
from comptoir.profile.request import CLIENT_TYPES

TAB = "profile"


def open_client(request: HttpRequest, item_type: ItemType, item_id: int) -> CardFrame:
    """Return the frame of the client's card with the Profile tab chosen. Errors: NotFound."""
    if item_type.code not in CLIENT_TYPES:
        raise NotFound
    return open_card(request, item_type, item_id, TAB)


def find_client(item_type: ItemType, item_id: int, viewer: User) -> Any:
    """Return the contact or company with its responsible person. Errors: NotFound."""
    if item_type.code not in CLIENT_TYPES:
        raise NotFound
    client = item_type.visible_to(viewer).select_related("responsible").filter(pk=item_id).first()
    if client is None:
        raise NotFound
    return client


def is_scored(client: Item) -> bool:
    """Say whether the client takes part in scoring: every company does, a contact unless it was taken out."""
    return not getattr(client, "exclude_from_scoring", False)
