"""Where the shell offers webhooks."""

from django.utils.translation import gettext_lazy as _

from comptoir.ui.navigation import NavItem, navigation

navigation.add(
    NavItem(
        "webhooks",
        _("Webhooks"),
        "webhook",
        "rest:webhooks",
        order=80,
        section="settings",
        description=_("Secret addresses through which other programs read and write."),
    )
)
