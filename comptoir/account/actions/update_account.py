"""Changing the account's settings."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access.cleaning import clean_all
from comptoir.access.events import announce, differences
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account import events
from comptoir.account.cleaning import ENDS_TOO_EARLY, account_cleaners
from comptoir.account.models import AccountSettings
from comptoir.jobs.queue import enqueue
from comptoir.kit.errors import Invalid
from comptoir.kit.memo import forget


def update_account(values: Mapping[str, object], *, actor: User | None, at: datetime) -> AccountSettings:
    """Change settings by the names of their columns; a job converts all amounts to a new currency.

    Errors: SettingsRefused; Invalid with the fields that cannot be kept.
    """
    require_settings(actor)
    cleaned = clean_all(values, account_cleaners())
    with transaction.atomic():
        settings = AccountSettings.objects.select_for_update().get()
        _check_hours(cleaned.get("work_start", settings.work_start), cleaned.get("work_end", settings.work_end))
        changes = differences({name: getattr(settings, name) for name in cleaned}, cleaned)
        if changes:
            AccountSettings.objects.filter(pk=settings.pk).update(**cleaned)
            announce(events.ACCOUNT_CHANGED, 0, actor=actor, at=at, changes=changes)
        if "currency" in changes:
            enqueue("sales.recompute_all_amounts", actor=actor)
    forget("account")
    settings.refresh_from_db()
    return settings


def _check_hours(start: str, end: str) -> None:
    """Errors: Invalid; "HH:MM" sorts as time does."""
    if end <= start:
        raise Invalid(fields={"work_end": ENDS_TOO_EARLY})
