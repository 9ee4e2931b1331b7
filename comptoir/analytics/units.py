"""Units of time by which figures are divided: those that cover a period, and their labels on an axis."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from comptoir.analytics.metric import UNITS
from comptoir.kit.period import Period, unit_of
from comptoir.ui.formats import format_date
from comptoir.ui.periods import period_label, quarter_label

ORDER = tuple(UNITS)
DAY = timedelta(days=1)


def finest(first: str, second: str) -> str:
    """Return the unit of which both consist: days if one of them is the week, as weeks cross months."""
    if first == second:
        return first
    return "day" if "week" in (first, second) else min(first, second, key=ORDER.index)


def wider(unit: str) -> str:
    return ORDER[ORDER.index(unit) + 1]


def covering(letter: str, period: Period, days: Iterable[date | None], most: int) -> list[Period] | None:
    """Return the units of a period in order, on an open side as far as `days` reach; None when more than `most`."""
    known = [day for day in days if day is not None]
    first = period.start or min(known, default=None)
    last = period.last_day or max([*known, *([period.start] if period.start else [])], default=None)
    if first is None or last is None or first > last:
        return []
    found: list[Period] = []
    day: date | None = first
    while day is not None and day <= last:
        if len(found) == most:
            return None
        found.append(unit_of(letter, day))
        day = found[-1].end
    return found


def only(letter: str, days: Iterable[date | None]) -> list[Period]:
    """Return the units that these days lie in, for spans that no unit can cover."""
    return [unit_of(letter, day) for day in sorted({day for day in days if day is not None})]


def label(period: Period, letter: str) -> str:
    """Return the short name of a unit, or of a part of one, for an axis."""
    if period.start is None or period.unit != letter:
        return period_label(period)
    match letter:
        case "D":
            return format_date(period.start, "medium")
        case "W":
            return _("Week of %(day)s") % {"day": format_date(period.start, "day")}
        case "M":
            return format_date(period.start, "MMM y")
        case "Q":
            return quarter_label(period.start)
    return str(period.start.year)


def no_date() -> str:
    return _("Without a date")
