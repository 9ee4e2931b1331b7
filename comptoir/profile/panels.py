"""The tab that the cards of contacts and companies get."""

from django.utils.translation import gettext_lazy as _

from comptoir.items.tabs import ItemTab, tabs
from comptoir.profile.asking import CLIENT_TYPES

PROFILE = tabs.add(ItemTab("profile", _("Profile"), CLIENT_TYPES, order=10))
