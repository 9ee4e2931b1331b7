"""The tab that the cards of contacts and companies get."""

from django.utils.translation import pgettext_lazy

from comptoir.items.tabs import ItemTab, tabs
from comptoir.profile.asking import CLIENT_TYPES

PROFILE = tabs.add(ItemTab("profile", pgettext_lazy("of a client", "Profile"), CLIENT_TYPES, order=10))
