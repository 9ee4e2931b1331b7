"""Every change of the account's settings, and the events that tell of it. `item_id` is 0: there is one account."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from comptoir.access.cleaning import clean_all
from comptoir.access.events import announce, differences
from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.account.choices import decimals_of
from comptoir.account.cleaning import ENDS_TOO_EARLY, account_cleaners, currency_cleaners, rate_cleaners
from comptoir.account.models import AccountSettings, Currency, CurrencyRate
from comptoir.events.registry import EventType, event_types
from comptoir.jobs.queue import enqueue
from comptoir.kit.errors import Invalid
from comptoir.kit.memo import forget

ACCOUNT_CHANGED = event_types.add(EventType("account.changed", _("Account settings changed"), "settings"))
CURRENCY_ADDED = event_types.add(EventType("currency.added", _("Currency added"), "banknote"))
RATES_CHANGED = event_types.add(EventType("currency.rates_changed", _("Exchange rates changed"), "banknote"))


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
            announce(ACCOUNT_CHANGED, 0, actor=actor, at=at, changes=changes)
        if "currency" in changes:
            enqueue("sales.recompute_all_amounts", actor=actor)
    forget("account")
    settings.refresh_from_db()
    return settings


def _check_hours(start: str, end: str) -> None:
    """Errors: Invalid; "HH:MM" sorts as time does."""
    if end <= start:
        raise Invalid(fields={"work_end": ENDS_TOO_EARLY})


def add_currency(code: str, *, actor: User | None, at: datetime) -> Currency:
    """Add a currency of the standard list, with its usual number of decimals.

    Errors: SettingsRefused; Invalid with the field code, also for one that is there already.
    """
    require_settings(actor)
    cleaned = clean_all({"code": code}, currency_cleaners())
    with transaction.atomic():
        last = Currency.objects.aggregate(last=Max("sort"))["last"] or 0
        currency = Currency.objects.create(decimals=decimals_of(code), sort=last + 10, **cleaned)
        announce(CURRENCY_ADDED, 0, actor=actor, at=at, changes={"code": [None, currency.code]})
    return currency


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
        announce(RATES_CHANGED, 0, actor=actor, at=at, changes=changes)
        enqueue("sales.recompute_open_amounts", actor=actor)
    return rate


def delete_rate(rate: CurrencyRate, *, actor: User | None, at: datetime) -> None:
    """Delete a rate: the one before it counts again; a job converts open amounts again.

    Errors: SettingsRefused.
    """
    require_settings(actor)
    with transaction.atomic():
        changes = {f"{rate.currency_id} {rate.since}": [f"{rate.rate} / {rate.nominal}", None]}
        CurrencyRate.objects.filter(pk=rate.pk).delete()
        announce(RATES_CHANGED, 0, actor=actor, at=at, changes=changes)
        enqueue("sales.recompute_open_amounts", actor=actor)
