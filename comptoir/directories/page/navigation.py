"""The tile by which the settings page leads here."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.policies import may_change_settings
from comptoir.ui.settings_tiles import STARTING_POINT, SettingsTile, settings_tiles

settings_tiles.add(
    SettingsTile(
        "directories",
        _("States and drop-down lists"),
        _("Stages of leads, deals, quotes and invoices, and the values of every drop-down list."),
        "list-checks",
        "directories:first",
        STARTING_POINT,
        order=10,
        visible=may_change_settings,
    )
)
