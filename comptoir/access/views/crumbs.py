"""The way to a page of the settings."""

from comptoir.ui.component_values import Crumb, Text
from comptoir.ui.navigation import address_of
from comptoir.ui.settings_tiles import PEOPLE, SETTINGS


def crumbs(*steps: Text | Crumb) -> list[Crumb]:
    """Return Settings > Users and rights > the steps; the last one has no address."""
    home = Crumb(SETTINGS, address_of("settings") or "")
    return [home, Crumb(PEOPLE.label), *(step if isinstance(step, Crumb) else Crumb(step) for step in steps)]
