"""Choices of the account's settings: time zones, countries, currencies, kinds of contact."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_precision, get_territory_currencies
from django.utils.translation import gettext_lazy as _

# Keys of activities.choices.ActivityKind; the account says which of them count as contact with a client.
CONTACT_KINDS = {
    "call": _("Calls"),
    "email": _("E-mails"),
    "meeting": _("Meetings"),
    "chat": _("Chats"),
    "webform": _("Web forms"),
    "sms": _("Text messages"),
    "task": _("Tasks"),
    "todo": _("To-dos"),
}
NOT_PLACES = ("Etc/", "SystemV/", "posix/", "right/")
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """Return the names of the time zones, sorted; UTC first."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(NOT_PLACES))
    return ("UTC", *sorted(places))


def weekdays(language: str) -> dict[int, str]:
    """Return the weekdays, {1 to 7: name in that language}, from Monday."""
    names = Locale.parse(language, sep="-").days["stand-alone"]["wide"]
    return {day + 1: names[day] for day in range(7)}


@lru_cache(maxsize=4)
def countries(language: str) -> dict[str, str]:
    """Return the countries, {code: name in that language}, by name."""
    names = Locale.parse(language, sep="-").territories
    found = {code: name for code, name in names.items() if len(code) == 2 and code not in NOT_COUNTRIES}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


@lru_cache(maxsize=4)
def currencies(language: str) -> dict[str, str]:
    """Return the currencies that are legal tender somewhere today, {code: name in that language}, by code."""
    names = Locale.parse(language, sep="-").currencies
    used = {code for territory in get_global("territory_currencies") for code in get_territory_currencies(territory)}
    return {code: names.get(code, code) for code in sorted(used)}


def decimals_of(code: str) -> int:
    return int(get_currency_precision(code))
