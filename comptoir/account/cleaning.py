"""Checks of what is typed into the account's settings."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.access.cleaning import Clean, one_of
from comptoir.account.choices import CONTACT_KINDS, countries, currencies, time_zones
from comptoir.account.models import Currency
from comptoir.kit.errors import NotAValue
from comptoir.kit.money import parse_amount

RATE_REFUSED = _("Write a positive number, such as 0.92 or 1,085.")
RATE_TOO_FINE = _("A rate has at most four decimals: give it for more units at once, such as 100.")
UNITS_REFUSED = _("Write a whole number from 1 to 1,000,000.")
DAY_REFUSED = _("Give a day, such as 2025-06-30.")
NO_WORK_DAY = _("Choose at least one working day.")
TIME_REFUSED = _("Give a time of day, such as 09:00.")
ENDS_TOO_EARLY = _("Work must end after it starts.")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
WEEKDAYS = range(1, 8)
MOST_UNITS = 1_000_000
MOST_RATE = Decimal(10) ** 12


def account_cleaners() -> dict[str, Clean]:
    known = list(Currency.objects.values_list("code", flat=True))
    return {
        "time_zone": one_of(time_zones()),
        "language": one_of(("en", "fr")),
        "currency": one_of(known),
        "country": one_of(countries("en")),
        "contact_kinds": _kinds,
        "work_days": _work_days,
        "work_start": _time_of_day,
        "work_end": _end_of_day,
        "standing": _as_given,
    }


def currency_cleaners() -> dict[str, Clean]:
    known = set(Currency.objects.values_list("code", flat=True))
    return {"code": one_of([code for code in currencies("en") if code not in known])}


def rate_cleaners() -> dict[str, Clean]:
    return {"since": _day, "rate": _rate, "nominal": _units}


def _as_given(value: object) -> object:
    """Return the value unchecked: only comptoir.profile.sections.standing, its owner, knows what is allowed."""
    return value


def _kinds(value: object) -> list[str]:
    chosen: Collection[object] = value if isinstance(value, list | tuple | set) else [value]
    one_kind = one_of(CONTACT_KINDS)
    found = {one_kind(each) for each in chosen}
    return [kind for kind in CONTACT_KINDS if kind in found]


def _work_days(value: object) -> list[int]:
    """Return the weekdays, 1 being Monday, in their order; at least one."""
    chosen: Collection[object] = value if isinstance(value, list | tuple | set) else [value]
    one_day = one_of([str(day) for day in WEEKDAYS])
    found = sorted({int(one_day(str(each))) for each in chosen})
    if not found:
        raise NotAValue(NO_WORK_DAY)
    return found


def _time_of_day(value: object) -> str:
    text = str(value or "").strip()
    if not TIME.fullmatch(text):
        raise NotAValue(TIME_REFUSED)
    return text


def _end_of_day(value: object) -> str:
    """Return midnight as 24:00: at the end of working hours it is the end of the day."""
    return "24:00" if value in ("00:00", "24:00") else _time_of_day(value)


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or "").strip())
    except ValueError as error:
        raise NotAValue(DAY_REFUSED) from error


def _rate(value: object) -> Decimal:
    try:
        rate = parse_amount(value)
    except ValueError as error:
        raise NotAValue(RATE_REFUSED) from error
    if rate is None or not 0 < rate < MOST_RATE:
        raise NotAValue(RATE_REFUSED)
    if rate != round(rate, 4):
        raise NotAValue(RATE_TOO_FINE)
    return rate


def _units(value: object) -> int:
    text = str(value or "").strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_UNITS and len(text) < 9):
        raise NotAValue(UNITS_REFUSED)
    return int(text)
