"""The alert above home and settings when the last backup failed, or is older than the plan allows."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.backup.permissions import may_see_backups
from comptoir.backup.plan import latest_backup
from comptoir.ui.alerts import Alert, AlertSource, alert_sources

TEXTS = {
    "failed": _("The last backup failed."),
    "late": _("There is no recent backup: the planned one was not made."),
}


def find(user: User | AnonymousUser) -> Alert | None:
    if not may_see_backups(user):
        return None
    text = TEXTS.get(latest_backup().state)
    return Alert(text, reverse("backup:backups"), _("Backups")) if text else None


alert_sources.add(AlertSource("backups", find))
