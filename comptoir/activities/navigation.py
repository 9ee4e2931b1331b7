"""Where the shell offers the home page and activities."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.activities.items import ACTIVITY
from comptoir.activities.queries import count_due
from comptoir.items.navigation import add_entries
from comptoir.ui.navigation import NavItem, navigation


def due(user: Any) -> int:
    return count_due(user)


navigation.add(NavItem("home", _("Home"), "house", "activities:home", order=10, on_phone=True))
add_entries(ACTIVITY, 80, on_phone=True, badge=due)
