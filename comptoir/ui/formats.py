"""Numbers, money and dates written as the viewer of the page writes them.

Every function answers an em dash for None, so that a template never has to ask. The language is the one
Django has activated for the request, times are shown in the active time zone.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel import dates as babel_dates
from babel import numbers as babel_numbers
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from comptoir.kit.money import Money
from comptoir.ui.numerals import MINUS, currency_decimals, locale_of, money_shape, percent_shape, plain_shape

DASH = "—"

Number = int | float | Decimal


def language() -> str:
    """Return the code of the language in force."""
    return get_language() or "en"


def locale() -> Locale:
    """Return the Babel locale of the language in force."""
    return locale_of(language())


def _exact(value: Number) -> Decimal:
    """A float is taken as it is printed: 0.1 is a tenth."""
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def number(value: Number | None, decimals: int | None = None) -> str:
    """Write a number with grouped thousands; without `decimals` up to three are shown, as many as it has."""
    if value is None:
        return DASH
    exact = _exact(value)
    return plain_shape(language()).write(exact, _own_decimals(exact) if decimals is None else decimals)


def _own_decimals(value: Decimal) -> int:
    if value == value.to_integral_value():
        return 0
    digits = f"{value:.3f}".rstrip("0")
    return len(digits) - digits.index(".") - 1


def signed(value: Number | None, decimals: int | None = None) -> str:
    """Write a difference: always with its sign, except nought."""
    if value is None:
        return DASH
    return ("+" if value > 0 else "") + number(value, decimals)


def percent(value: Number | None, decimals: int = 1) -> str:
    """Write a percentage that is already multiplied by 100: 24.44 gives "24,4 %" in French."""
    if value is None:
        return DASH
    return percent_shape(language()).write(_exact(value), decimals)


def amount(value: Money | Number | None, decimals: int = 2) -> str:
    """Write an amount without its currency, for columns whose head names it."""
    plain = value.amount if isinstance(value, Money) else value
    return number(plain, decimals)


def money(value: Money | Number | None, currency: str = "", exact: bool = False) -> str:
    """Write an amount with its currency: "1 234,50 €", and "118 627 €" when it is whole.

    `value` is a Money or a plain Decimal together with `currency`. `exact` keeps the decimals of a whole amount.
    """
    if value is None:
        return DASH
    plain, code = (value.amount, value.currency) if isinstance(value, Money) else (_exact(value), currency)
    if not code:
        return number(plain)
    whole = not exact and plain == plain.to_integral_value()
    return money_shape(language(), code).write(plain, 0 if whole else currency_decimals(code))


def number_compact(value: Number | None, decimals: int | None = None) -> str:
    """Write a number for a chart's axis: "52,5 k"."""
    if value is None:
        return DASH
    plain = _exact(value)
    digits = _few_decimals(plain) if decimals is None else decimals
    return babel_numbers.format_compact_decimal(plain, fraction_digits=digits, locale=locale()).replace("-", MINUS)


def money_compact(value: Money | Number | None, currency: str = "", decimals: int | None = None) -> str:
    """Write an amount for a chart's axis: "52,5 k €"."""
    if value is None:
        return DASH
    plain, code = (value.amount, value.currency) if isinstance(value, Money) else (Decimal(value), currency)
    if not code:
        return number_compact(plain, decimals)
    digits = _few_decimals(plain) if decimals is None else decimals
    text = babel_numbers.format_compact_currency(plain, code, fraction_digits=digits, locale=locale())
    return text.replace("-", MINUS)


def _few_decimals(value: Decimal) -> int:
    return 0 if abs(value) < 1000 or abs(value) >= 100_000 else 1


def _local_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


_SKELETONS = {
    "day": "d MMM",
    "month": "MMM y",
    "month_long": "MMMM y",
    "weekday": "EEEE d MMMM",
    "weekday_short": "EEE d",
}
_SKELETONS_EN = {**_SKELETONS, "day": "MMM d", "weekday": "EEEE, MMMM d"}


def format_date(value: date | datetime | None, style: str = "medium") -> str:
    """Write a day: medium "31 janv. 2018", short, long, day (no year), month, month_long, weekday, weekday_short."""
    if value is None:
        return DASH
    return _written_day(_local_day(value), style, language())


@lru_cache(maxsize=4096)
def _written_day(day: date, style: str, language: str) -> str:
    patterns = _SKELETONS_EN if language == "en" else _SKELETONS
    text = babel_dates.format_date(day, format=patterns.get(style, style), locale=locale_of(language))
    if language == "fr" and day.day == 1 and style in {"medium", "long", "day", "weekday"}:
        return _french_first(text)
    return text


def _french_first(text: str) -> str:
    """The first of a month is an ordinal in French: 1er sept. 2017."""
    return " ".join("1er" if word == "1" else word for word in text.split(" "))


def format_time(value: datetime | time | None) -> str:
    """Write a time of day: "9:42", "14:00"."""
    if value is None:
        return DASH
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if language() == "en":
        return f"{value.hour % 12 or 12}:{value.minute:02} {'AM' if value.hour < 12 else 'PM'}"
    return f"{value.hour}:{value.minute:02}"


def format_datetime(value: datetime | None, style: str = "medium") -> str:
    """Write a day and a time: "31 janv. 2018, 9:12"."""
    if value is None:
        return DASH
    return gettext("%(day)s, %(time)s") % {"day": format_date(value, style), "time": format_time(value)}


def relative_day(value: date | datetime | None, today: date | None = None) -> str:
    """Write a day as people say it near today: yesterday, "mon. 20"; else the date, with its year if it differs."""
    if value is None:
        return DASH
    day, now = _local_day(value), today or timezone.localdate()
    distance = (day - now).days
    if -1 <= distance <= 1:
        return (gettext("today"), gettext("tomorrow"), gettext("yesterday"))[distance]
    if 1 < distance < 7:
        return format_date(day, "weekday_short")
    return format_date(day, "day" if day.year == now.year else "medium")


def ago(value: datetime | None, now: datetime | None = None) -> str:
    """Write how long ago a moment was: "il y a 3 heures"."""
    if value is None:
        return DASH
    delta: timedelta = value - (now or timezone.now())
    return babel_dates.format_timedelta(delta, add_direction=True, locale=locale())


def days(count: int | None) -> str:
    """Write a number of days: "34 jours"."""
    if count is None:
        return DASH
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": number(count)}


def initials(name: str) -> str:
    """Return the one or two letters that stand for a person or a company."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    last = words[-1][0] if len(words) > 1 else words[0][1:2]
    return words[0][0].upper() + (last.upper() if len(words) > 1 else last)


def hex_colour(value: str | None) -> str:
    """Return a `#rrggbb` colour fit for an SVG attribute; anything else becomes a neutral grey."""
    text = (value or "").strip().lstrip("#")
    if len(text) == 3:
        text = "".join(letter * 2 for letter in text)
    valid = len(text) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in text)
    return f"#{text.lower()}" if valid else "#9aa19b"
