"""Values as the protocol writes and reads them: the classic family (text everywhere) and crm.item.* (JSON types).

Pure functions. `zone` is the account's time zone: moments are written in it, with its offset. Readers raise ValueError,
so that each caller can refuse in its family's wording.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from decimal import Decimal

from comptoir.kit.money import LARGEST
from comptoir.rest.protocol.call import to_integer
from comptoir.rest.protocol.phparray import Value

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\Z")
ISO = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ](?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?\Z"
)
SITE = re.compile(
    r"(?P<day>[0-9]{2})\.(?P<month>[0-9]{2})\.(?P<year>[0-9]{4})(?: (?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?\Z"
)
TRUE = frozenset({"1", "y", "yes", "true"})
FALSE = frozenset({"0", "n", "no", "false"})


# --- Writing: classic ------------------------------------------------------------------------------------------------


def classic_integer(value: int | None) -> str | None:
    """Write an id or whole number: text, null when empty."""
    return None if value is None else str(value)


def classic_money(value: Decimal | None) -> str:
    """Write an amount: text with two to four decimals, "0.00" when empty."""
    amount = Decimal(0) if value is None else value
    places = -int(amount.normalize().as_tuple().exponent)
    return f"{amount:.{min(max(places, 2), 4)}f}"


def classic_flag(value: bool | None) -> str:
    return "Y" if value else "N"


def classic_datetime(value: datetime | None, zone: tzinfo) -> str:
    """Write a moment with the account's offset; "" when empty."""
    return "" if value is None else _moment(value, zone)


def classic_date(value: date | None, zone: tzinfo) -> str:
    """Write a day as its local midnight, with that day's offset; "" when empty."""
    return "" if value is None else _midnight(value, zone)


# --- Writing: crm.item.* ---------------------------------------------------------------------------------------------


def camel_number(value: Decimal | int | None) -> int | float | None:
    """Write an amount or number as JSON: 15000 and 999.99, null when empty; clients do not expect 15000.0."""
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def camel_datetime(value: datetime | None, zone: tzinfo) -> str | None:
    return None if value is None else _moment(value, zone)


def camel_date(value: date | None, zone: tzinfo) -> str | None:
    return None if value is None else _midnight(value, zone)


# --- Reading ---------------------------------------------------------------------------------------------------------


def read_text(value: Value) -> str:
    """Return text; null is empty, numbers and booleans as PHP casts them to text."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, list | dict):
        raise ValueError("text is expected")  # noqa: TRY004 - one kind of error for all that cannot be read
    return str(value)


def read_integer(value: Value) -> int | None:
    """Return a whole number; None when empty."""
    if _is_empty(value):
        return None
    number = to_integer(value)
    if number is None:
        raise ValueError("a whole number is expected")
    return number


def read_number(value: Value) -> Decimal | None:
    """Return an exact number below 10^14; None when empty. Thousands separators are refused."""
    if _is_empty(value):
        return None
    if isinstance(value, bool | list | dict) or not NUMBER.match(str(value).strip()):
        raise ValueError("a number is expected")
    number = Decimal(str(value).strip())
    if abs(number) >= LARGEST:
        raise ValueError("the number is too large")
    return number


def read_flag(value: Value) -> bool | None:
    """Return a yes or no written as Y/N, 1/0, true/false in any case; None when empty."""
    if _is_empty(value):
        return None
    text = str(value).strip().lower()
    if text in TRUE:
        return True
    if text in FALSE:
        return False
    raise ValueError("Y or N is expected")


def read_datetime(value: Value, zone: tzinfo) -> datetime | None:
    """Return an aware moment; None when empty. Without an offset it is in the account's zone; a day is its midnight."""
    if _is_empty(value):
        return None
    if not isinstance(value, str):
        raise ValueError("a date with time is expected")  # noqa: TRY004 - as above
    try:
        return _parse_moment(value.strip(), zone)
    except OverflowError as error:
        raise ValueError("the date is out of range") from error


def _parse_moment(text: str, zone: tzinfo) -> datetime:
    if match := ISO.match(text):
        day, clock, offset = match["day"], match["clock"] or "00:00", match["offset"] or ""
        moment = datetime.fromisoformat(f"{day}T{clock}{offset}")
    elif match := SITE.match(text):
        day = f"{match['year']}-{match['month']}-{match['day']}"
        moment = datetime.fromisoformat(f"{day}T{match['clock'] or '00:00'}")
    else:
        raise ValueError("a date is expected, such as 2026-05-14 or 2026-05-14T10:26:32+02:00")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    # Raises OverflowError for a moment that leaves the years 1 to 9999 in the account's zone.
    aware.astimezone(zone)
    return aware


def filled(value: Value) -> Value:
    """Return the value, None for the text "None": fast_bitrix24 batches Python's None so (spec: rest, section 2)."""
    return None if value == "None" else value


def _is_empty(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _moment(value: datetime, zone: tzinfo) -> str:
    return value.astimezone(zone).isoformat(timespec="seconds")


def _midnight(value: date, zone: tzinfo) -> str:
    return datetime.combine(value, time(), zone).isoformat(timespec="seconds")
