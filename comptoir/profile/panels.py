"""The tab that the cards of contacts and companies get, and the key figures on their General tab."""

from django.utils.translation import pgettext_lazy

from comptoir.access.models import User
from comptoir.items.cards.panels import Panel, panels
from comptoir.items.cards.tabs import ItemTab, tabs
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.profile.client import TAB
from comptoir.profile.request import CLIENT_TYPES

tabs.add(ItemTab(TAB, pgettext_lazy("of a client", "Profile"), CLIENT_TYPES, order=10))


def _strip(_viewer: User, item_type: ItemType, item: Item) -> dict[str, object]:
    """The figures come with a request of their own, so that the card waits for nothing."""
    return {"url": card_url(item_type, item.pk, TAB, "strip")}


panels.add(Panel("profile-strip", "profile/_strip_panel.html", _strip, CLIENT_TYPES, slot="lead"))
