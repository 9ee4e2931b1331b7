"""Taking back a rate."""

from datetime import datetime

from django.db import transaction

from comptoir.access.events import announce
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account import events
from comptoir.account.models import CurrencyRate
from comptoir.jobs.queue import enqueue


def delete_rate(rate: CurrencyRate, *, actor: User | None, at: datetime) -> None:
    """Delete a rate: the one before it counts again; a job converts open amounts anew.

    Errors: SettingsRefused.
    """
    require_settings(actor)
    with transaction.atomic():
        changes = {f"{rate.currency_id} {rate.since}": [f"{rate.rate} / {rate.nominal}", None]}
        CurrencyRate.objects.filter(pk=rate.pk).delete()
        announce(events.RATES_CHANGED, 0, actor=actor, at=at, changes=changes)
        enqueue("sales.recompute_open_amounts", actor=actor)
