"""Saying what a currency is worth from a day on."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access.cleaning import clean_all
from comptoir.access.events import announce
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account import events
from comptoir.account.cleaning import rate_cleaners
from comptoir.account.models import Currency, CurrencyRate
from comptoir.jobs.queue import enqueue


def add_rate(currency: Currency, values: Mapping[str, object], *, actor: User | None, at: datetime) -> CurrencyRate:
    """Add a rate: `nominal` units are worth `rate` of the account's currency from the day `since` on.

    A rate of the same day is replaced; a job converts open amounts again.
    Errors: SettingsRefused; Invalid with the fields that cannot be kept.
    """
    require_settings(actor)
    cleaned = clean_all({"since": "", "rate": "", "nominal": 1, **values}, rate_cleaners())
    with transaction.atomic():
        since = cleaned.pop("since")
        rate, _is_new = CurrencyRate.objects.update_or_create(currency=currency, since=since, defaults=cleaned)
        changes = {f"{currency.code} {since}": [None, f"{rate.rate} / {rate.nominal}"]}
        announce(events.RATES_CHANGED, 0, actor=actor, at=at, changes=changes)
        enqueue("sales.recompute_open_amounts", actor=actor)
    return rate
