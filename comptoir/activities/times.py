"""Groups of activities by weekday and hour, in the account's time."""

from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.analytics.groups import Group, Slice
from comptoir.ui.formats import format_time, locale


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, 1 being Monday."""
    return str(locale().days["stand-alone"]["wide"][weekday - 1])


def hour_name(hour: int) -> str:
    return _("%(start)s to %(end)s") % {"start": format_time(time(hour)), "end": format_time(time((hour + 1) % 24))}


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text[:3]) <= most:
            raise ValueError(text)
        return int(text)

    return parse


def _named(name: Callable[[int], str]) -> Callable[[Iterable[Any]], list[Slice]]:
    return lambda values: [Slice(value, name(value)) for value in sorted(values)]


# Django extracts both in the active time zone: requests and jobs must have activated that of the account.
BY_WEEKDAY = Group(
    "happened_at__iso_week_day", _number(1, 7), gettext_lazy("Weekday"), _named(weekday_name), is_ordered=True
)
BY_HOUR = Group("happened_at__hour", _number(0, 23), gettext_lazy("Hour"), _named(hour_name), is_ordered=True)
