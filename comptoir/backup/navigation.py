"""The tile of backups on the settings page."""

from django.utils.translation import gettext_lazy as _

from comptoir.backup.permissions import may_see_backups
from comptoir.ui.settings_tiles import ACCOUNT, SettingsTile, settings_tiles

settings_tiles.add(
    SettingsTile(
        "backups",
        _("Backups"),
        _("When they are made, where they go, how many are kept; whether the last one was proved."),
        "archive",
        "backup:backups",
        ACCOUNT,
        order=110,
        visible=may_see_backups,
    )
)
