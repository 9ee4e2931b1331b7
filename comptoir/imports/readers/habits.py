"""How a file writes dates and numbers: what 3/4/2017 and 1,234 mean is learnt from the whole column."""

import re

from comptoir.items.kinds.moment import DAY_FIRST, MONTH_FIRST, SLASHED

DECIMAL_COMMA = re.compile(r"[^\d,]*[\d\s.'’]*\d,(?:\d{1,2}|\d{4,})[^\d,]*")


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
