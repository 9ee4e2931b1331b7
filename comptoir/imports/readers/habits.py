"""How a file writes dates and numbers: what 3/4/2017 and 1,234 mean is learnt from the whole column."""

import re
from datetime import date, datetime, time

DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"
SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
DECIMAL_COMMA = re.compile(r"[^\d,]*[\d\s.'’]*\d,(?:\d{1,2}|\d{4,})[^\d,]*")
MOMENT = re.compile(r"(\S+?)(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?")


class Habits:
    """What has been seen of the dates and the numbers in each column."""

    def __init__(self) -> None:
        self._first: set[int] = set()
        self._second: set[int] = set()
        self._decimal_comma: set[int] = set()

    def look_at(self, values: list[str]) -> None:
        for column, value in enumerate(values):
            if len(value) < 30 and (match := SLASHED.match(value)):
                if int(match[1]) > 12:
                    self._first.add(column)
                if int(match[3]) > 12:
                    self._second.add(column)
            elif "," in value and len(value) < 30 and DECIMAL_COMMA.fullmatch(value):
                self._decimal_comma.add(column)

    def has_decimal_comma(self, column: int) -> bool:
        """Say whether the column's numbers have a decimal comma: 12,50 betrays it, 1,234 alone is a thousand."""
        return column in self._decimal_comma

    def order_of_dates(self, column: int, default: str) -> str:
        """Return the order in the column: a 13 betrays the day, in this column or in another; else the default."""
        for first, second in (
            (column in self._first, column in self._second),
            (bool(self._first), bool(self._second)),
        ):
            if first != second:
                return DAY_FIRST if first else MONTH_FIRST
        return default


def parse_date(text: str, order: str) -> date:
    """Return the day that the text names. Errors: ValueError."""
    return parse_moment(text, order)[0]


def parse_moment(text: str, order: str) -> tuple[date, time | None]:
    """Return the day and, where given, the time of day. Errors: ValueError."""
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        aware = datetime.fromisoformat(text.strip())
        return aware.date(), aware.time()
    day = _day(match[1], order)
    if match[2] is None:
        return day, None
    hour = int(match[2])
    if match[5]:
        hour = hour % 12 + (12 if match[5].lower() == "pm" else 0)
    return day, time(hour, int(match[3]), int(match[4] or 0))


def _day(text: str, order: str) -> date:
    match = SLASHED.fullmatch(text)
    if match is None:
        return date.fromisoformat(text)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # A day beyond 12 cannot be a month, whatever the order of the column.
    if (order == DAY_FIRST and second <= 12) or first > 12:
        return date(year, second, first)
    return date(year, first, second)
