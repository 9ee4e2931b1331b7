"""Writing digits quickly: Babel says once how a language writes numbers, then every number is a matter of microseconds.

A list of fifty rows writes a hundred amounts; asking Babel for each would cost more than the page's SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel import numbers as babel_numbers

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands before, after and between the digits."""

    before: str
    after: str
    before_negative: str
    after_negative: str
    separators: dict[int, str]

    def write(self, value: Decimal, decimals: int) -> str:
        """Return the value with that many decimals, rounded half-even."""
        digits = f"{abs(value):,.{decimals}f}"
        negative = value < 0 and digits.strip("0.,") != ""
        written = digits.translate(self.separators)
        if negative:
            return f"{self.before_negative}{written}{self.after_negative}"
        return f"{self.before}{written}{self.after}"


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    return Locale.parse(language, sep="-")


@lru_cache(maxsize=16)
def plain_shape(language: str) -> Shape:
    return _shape(language, "1", "-1")


@lru_cache(maxsize=16)
def percent_shape(language: str) -> Shape:
    locale = locale_of(language)
    one, minus = (babel_numbers.format_percent(Decimal(sign) / 100, locale=locale) for sign in (1, -1))
    return _shape(language, one, minus)


@lru_cache(maxsize=256)
def money_shape(language: str, currency: str) -> Shape:
    locale = locale_of(language)
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0")
    one, minus = (
        babel_numbers.format_currency(sign, currency, format=pattern, currency_digits=False, locale=locale)
        for sign in (1, -1)
    )
    return _shape(language, one, minus)


@lru_cache(maxsize=256)
def currency_decimals(currency: str) -> int:
    return babel_numbers.get_currency_precision(currency)


def _shape(language: str, one: str, minus_one: str) -> Shape:
    """Take the words round the digit 1 from two samples."""
    symbols = locale_of(language).number_symbols["latn"]
    before, after = one.split("1")
    before_negative, after_negative = minus_one.replace("-", MINUS).split("1")
    separators = {ord(","): symbols["group"], ord("."): symbols["decimal"]}
    return Shape(before, after, before_negative, after_negative, separators)
