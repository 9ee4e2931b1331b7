"""The tile of the scoring of clients on the settings page."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.policies import may_change_settings
from comptoir.ui.settings_tiles import STARTING_POINT, SettingsTile, settings_tiles

settings_tiles.add(
    SettingsTile(
        "standing",
        _("Scoring of clients"),
        _("Segments, their cut-offs, the weights of the health score, and the models of expected value."),
        "trophy",
        "profile:standing_choices",
        STARTING_POINT,
        visible=may_change_settings,
    )
)
