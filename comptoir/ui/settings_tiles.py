"""The tiles of the settings page: each app adds its own, as it adds its entries to the rail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.kit.registry import Registry
from comptoir.kit.text import Text
from comptoir.ui.navigation import Visible, address_of, everyone


@dataclass(frozen=True, slots=True)
class SettingsGroup:
    """A heading of the settings page; `area` is the quieter word above it."""

    code: str
    label: Text
    area: Text = ""


# What the whole page is called.
SETTINGS = _("Settings")

STARTING_POINT = SettingsGroup("starting_point", _("Starting point"), _("CRM settings"))
PEOPLE = SettingsGroup("people", _("Users and rights"))
INTEGRATIONS = SettingsGroup("integrations", _("Integrations"))
ACCOUNT = SettingsGroup("account", _("Account"))
GROUPS = (STARTING_POINT, PEOPLE, INTEGRATIONS, ACCOUNT)


@dataclass(frozen=True, slots=True)
class SettingsTile:
    """One settings page: its name and a sentence that says what is found there."""

    code: str
    label: Text
    text: Text
    icon: str
    url_name: str
    group: SettingsGroup
    order: int = 100
    visible: Visible = everyone
    url_arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group with the tiles that one viewer may open, each with its address."""

    group: SettingsGroup
    tiles: list[tuple[SettingsTile, str]]


settings_tiles: Registry[SettingsTile] = Registry("settings tiles", lambda tile: tile.code)


def tiles_for(user: Any) -> list[ShownGroup]:
    """Return what the user may open; a tile whose page is not installed and an empty group are left out."""
    shown = [ShownGroup(group, _tiles(group, user)) for group in GROUPS]
    return [each for each in shown if each.tiles]


def _tiles(group: SettingsGroup, user: Any) -> list[tuple[SettingsTile, str]]:
    mine = sorted((tile for tile in settings_tiles if tile.group == group), key=lambda tile: (tile.order, tile.code))
    found = [(tile, address_of(tile.url_name, *tile.url_arguments)) for tile in mine if tile.visible(user)]
    return [(tile, address) for tile, address in found if address is not None]
