"""Periods: half-open ranges of days in the account's time zone, made once from a request and passed down.

Codes, the same in addresses, API, commands and stored layouts: ALL; D30 the last 30 days, N7 the next 7; a unit (D W M
Q Y) with a signed offset: D0 today, D-1 yesterday, M0, Q-1, Y+1; dated: D-2025-06-15, W-2025-23, M-2025-06, Q-2025-2,
Y-2025; an interval, last day included: R-2025-05-01-2025-05-15; everything until a day: U-2025-06-15.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import BadRequest

LAST = re.compile(r"([DN])([1-9]\d{0,3})")
OFFSET = re.compile(r"([DWMQY])(0|[+-]\d{1,3})")
DATED = re.compile(r"([DWMQYUR])((?:-\d{1,4})+)")


class UnknownPeriod(BadRequest):
    code = "unknown_period"
    message = _("This report period is not known. Choose one from the list.")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to the day before `end`; None leaves that side open."""

    code: str
    start: date | None
    end: date | None

    @property
    def is_all_time(self) -> bool:
        return self.start is None and self.end is None

    @property
    def unit(self) -> str:
        """Return the calendar unit D W M Q Y that the period is, or "" for all time and free intervals."""
        return self.code[0] if self.code[:1] in "WMQY" or self.code in ("D0", "D-1") or self.code[:2] == "D-" else ""

    @property
    def last_day(self) -> date | None:
        return self.end - timedelta(days=1) if self.end else None

    @property
    def days(self) -> int | None:
        return (self.end - self.start).days if self.start and self.end else None

    def bounds(self, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """Return the first instant of the period and the first one after it; None for an open side.

        Both are local midnights: on the days when the clocks change, a day has 23 or 25 hours, and adding 24 hours to
        a midnight would miss the next one.
        """
        return _midnight(self.start, zone), _midnight(self.end, zone)

    def contains(self, day: date) -> bool:
        return (self.start is None or day >= self.start) and (self.end is None or day < self.end)


ALL_TIME = Period("ALL", None, None)


def parse_period(code: str, today: date) -> Period:
    """Return the period that the code names on that day. Errors: UnknownPeriod."""
    if code == "ALL":
        return ALL_TIME
    try:
        start, end = _interval(code, today)
    except (ValueError, OverflowError) as error:
        raise UnknownPeriod from error
    return Period(code, start, end)


def previous_period(period: Period, today: date) -> Period | None:
    """Return the period to compare with: one calendar unit earlier, else the same length before; None for open ones.

    A unit goes by the calendar: before March comes February, whatever their lengths.
    """
    if period.start is None or period.end is None:
        return None
    if period.unit:
        start = _unit_start(period.unit, period.start, -1)
        return Period(_dated_code(period.unit, start), start, period.start)
    start = period.start - (period.end - period.start)
    return Period(interval_code(start, period.start - timedelta(days=1)), start, period.start)


def unit_of(letter: str, day: date) -> Period:
    """Return the calendar unit (D W M Q Y) of a day; the one that ends after the year 9999 is open."""
    start = _unit_start(letter, day, 0)
    try:
        end: date | None = _unit_start(letter, start, 1)
    except (ValueError, OverflowError):
        end = None
    return Period(_dated_code(letter, start), start, end)


def cut(period: Period, within: Period) -> Period:
    """Return the part of a bounded period that lies within another; the same object when all of it does."""
    start = max(period.start or date.min, within.start or date.min)
    end = min(period.end or date.max, within.end or date.max)
    if period.start == start and (period.end or date.max) == end:
        return period
    return Period(interval_code(start, end - timedelta(days=1)), start, end)


def interval_code(first: date, last: date) -> str:
    return f"R-{first.isoformat()}-{last.isoformat()}"


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def _midnight(day: date | None, zone: tzinfo) -> datetime | None:
    # zoneinfo resolves the offset of that very day; where a zone skips midnight, it takes the offset from before.
    return datetime.combine(day, time(), zone) if day else None


def _interval(code: str, today: date) -> tuple[date | None, date]:
    if match := LAST.fullmatch(code):
        length = int(match[2])
        start = today - timedelta(days=length - 1) if match[1] == "D" else today
        return start, start + timedelta(days=length)
    if match := OFFSET.fullmatch(code):
        return _unit(match[1], _unit_start(match[1], today, int(match[2])))
    if match := DATED.fullmatch(code):
        return _dated(match[1], [int(part) for part in match[2][1:].split("-")], match[2])
    raise ValueError(code)


def _dated(kind: str, parts: list[int], text: str) -> tuple[date | None, date]:
    # A code has one spelling: four digits for the year, so that codes compare and caches hit.
    if len(text.split("-")[1]) != 4 or parts[0] < 1000:
        raise ValueError(text)
    match kind, parts:
        case "D", [year, month, day]:
            return _unit("D", date(year, month, day))
        case "U", [year, month, day]:
            return None, date(year, month, day) + timedelta(days=1)
        case "W", [year, week]:
            return _unit("W", date.fromisocalendar(year, week, 1))
        case "M", [year, month]:
            return _unit("M", date(year, month, 1))
        case "Q", [year, quarter] if 1 <= quarter <= 4:
            return _unit("Q", date(year, quarter * 3 - 2, 1))
        case "Y", [year]:
            return _unit("Y", date(year, 1, 1))
        case "R", [y1, m1, d1, y2, m2, d2] if date(y1, m1, d1) <= date(y2, m2, d2):
            return date(y1, m1, d1), date(y2, m2, d2) + timedelta(days=1)
    raise ValueError(text)


def _unit(unit: str, start: date) -> tuple[date, date]:
    return start, _unit_start(unit, start, 1)


def _unit_start(unit: str, day: date, offset: int) -> date:
    """Return the first day of the unit that lies `offset` units from the one the day is in."""
    if unit == "D":
        return day + timedelta(days=offset)
    if unit == "W":
        return day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    length = {"M": 1, "Q": 3, "Y": 12}[unit]
    months = day.year * 12 + day.month - 1
    months = months - months % length + offset * length
    return date(months // 12, months % 12 + 1, 1)


def _dated_code(unit: str, start: date) -> str:
    if unit == "W":
        # The year of an ISO week may be another than that of its Monday: 2024-12-30 is in W-2025-01.
        year, week, _weekday = start.isocalendar()
        return f"W-{year:04d}-{week:02d}"
    return {
        "D": f"D-{start.isoformat()}",
        "M": f"M-{start:%Y-%m}",
        "Q": f"Q-{start.year:04d}-{quarter_of(start)}",
        "Y": f"Y-{start.year:04d}",
    }[unit]
