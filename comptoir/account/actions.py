"""Writes to the account's settings, currencies and rates, and their events. `item_id` is 0: there is one account."""

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
    """Change settings, given by the names of their columns; for another currency a job converts all amounts.

    Errors: SettingsRefused; Invalid with the fields that are refused.
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
    # `account()` is remembered for the request: what is rendered next must see the new settings.
    forget("account")
    settings.refresh_from_db()
    return settings


def _check_hours(start: str, end: str) -> None:
    """Errors: Invalid. Times are texts "HH:MM", which compare like times."""
    if end <= start:
        raise Invalid(fields={"work_end": ENDS_TOO_EARLY})


def add_currency(code: str, *, actor: User | None, at: datetime) -> Currency:
    """Add a currency of the standard list, with its usual number of decimals.

    Errors: SettingsRefused; Invalid with the field code, for a known currency too.
    """
    require_settings(actor)
    cleaned = clean_all({"code": code}, currency_cleaners())
    with transaction.atomic():
        last = Currency.objects.aggregate(last=Max("sort"))["last"] or 0
        currency = Currency.objects.create(decimals=decimals_of(code), sort=last + 10, **cleaned)
        announce(CURRENCY_ADDED, 0, actor=actor, at=at, changes={"code": [None, currency.code]})
    return currency


def add_rate(currency: Currency, values: Mapping[str, object], *, actor: User | None, at: datetime) -> CurrencyRate:
    """Add a rate: from the day `since` on, `nominal` units are worth `rate` of the account's currency.

    A rate of the same day is replaced. A job converts open amounts again; closed records keep the rate of their day.
    Errors: SettingsRefused; Invalid with the fields that are refused.
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
    """Delete a rate: the one before it is in force again, and a job converts open amounts again.

    Errors: SettingsRefused.
    """
    require_settings(actor)
    with transaction.atomic():
        changes = {f"{rate.currency_id} {rate.since}": [f"{rate.rate} / {rate.nominal}", None]}
        CurrencyRate.objects.filter(pk=rate.pk).delete()
        announce(RATES_CHANGED, 0, actor=actor, at=at, changes=changes)
        enqueue("sales.recompute_open_amounts", actor=actor)
