"""The account's tile on the settings page."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.policies import may_change_settings
from comptoir.ui.settings_tiles import ACCOUNT, SettingsTile, settings_tiles

settings_tiles.add(
    SettingsTile(
        "account",
        _("Account"),
        _("Time zone, language, currency and exchange rates, and what counts as contact with a client."),
        "sliders-horizontal",
        "account:account",
        ACCOUNT,
        visible=may_change_settings,
    )
)
