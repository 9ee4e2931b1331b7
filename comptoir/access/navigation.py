"""Entries of the shell and of the settings page for people and rights."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.policies import is_administrator, may_change_settings
from comptoir.kit.text import Text
from comptoir.ui.component_values import Crumb
from comptoir.ui.navigation import NavItem, address_of, navigation
from comptoir.ui.settings_tiles import PEOPLE, SETTINGS, SettingsTile, settings_tiles

navigation.add(NavItem("me", _("My profile"), "user", "access:me", section="user", order=10))
navigation.add(NavItem("sign-out", _("Sign out"), "log-out", "access:sign_out", section="user", method="post"))

settings_tiles.add(
    SettingsTile(
        "users",
        _("Users"),
        _("Who signs in, in which department, with which roles."),
        "users",
        "access:users",
        PEOPLE,
        order=10,
        visible=is_administrator,
    )
)
settings_tiles.add(
    SettingsTile(
        "departments",
        _("Departments"),
        _("The tree in which people work, and who heads what."),
        "network",
        "access:departments",
        PEOPLE,
        order=20,
        visible=is_administrator,
    )
)
settings_tiles.add(
    SettingsTile(
        "roles",
        _("Roles"),
        _("What each role may see, add, change, delete, export and import."),
        "shield",
        "access:roles",
        PEOPLE,
        order=30,
        visible=may_change_settings,
    )
)


def crumbs(*steps: Text | Crumb) -> list[Crumb]:
    """Return Settings > Users and rights > the steps; the last one has no address."""
    home = Crumb(SETTINGS, address_of("settings") or "")
    return [home, Crumb(PEOPLE.label), *(step if isinstance(step, Crumb) else Crumb(step) for step in steps)]
