"""Adding a currency."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from comptoir.access.cleaning import clean_all
from comptoir.access.events import announce
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account import events
from comptoir.account.choices import decimals_of
from comptoir.account.cleaning import currency_cleaners
from comptoir.account.models import Currency


def add_currency(code: str, *, actor: User | None, at: datetime) -> Currency:
    """Add a currency of the standard list, with its usual number of decimals.

    Errors: SettingsRefused; Invalid with the field code, also for one that is there already.
    """
    require_settings(actor)
    cleaned = clean_all({"code": code}, currency_cleaners())
    with transaction.atomic():
        last = Currency.objects.aggregate(last=Max("sort"))["last"] or 0
        currency = Currency.objects.create(decimals=decimals_of(code), sort=last + 10, **cleaned)
        announce(events.CURRENCY_ADDED, 0, actor=actor, at=at, changes={"code": [None, currency.code]})
    return currency
