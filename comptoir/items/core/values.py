"""Single values: from what interfaces receive (text, JSON) to Python, and to what events keep.

Kinds of fields call these, and so does whatever is written beside the fields (product rows, payments).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import NotAValue
from comptoir.kit.money import parse_amount

LARGEST_INTEGER = 2**63 - 1
TRUE = {"1", "y", "yes", "true", "on", "oui"}
FALSE = {"0", "n", "no", "false", "off", "non", ""}

NOT_TEXT = _("This must be a text.")
NOT_INTEGER = _("This must be a whole number.")
NOT_AMOUNT = _("This must be an amount, such as 1234.50.")
NOT_BOOLEAN = _("This must be yes or no.")
NOT_DATE = _("This must be a date, such as 2025-06-15.")
NOT_DATETIME = _("This must be a date with a time, such as 2025-06-15T09:30.")
NOT_LIST = _("This must be a list.")


@dataclass(frozen=True, slots=True)
class Point:
    """A change of a contact point: without `id` it is added; with one it is changed, or deleted when it is empty."""

    value: str
    value_type: str = "WORK"
    id: int | None = None


def to_text(raw: object) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool | dict | list | tuple):
        raise NotAValue(NOT_TEXT)
    return str(raw)


def to_integer(raw: object) -> int | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool | dict | list | tuple):
        raise NotAValue(NOT_INTEGER)
    try:
        number = int(str(raw).strip())
    except ValueError as error:
        raise NotAValue(NOT_INTEGER) from error
    return in_range(number)


def in_range(number: int | None) -> int | None:
    """Return the number when a database can hold it. Errors: NotAValue."""
    if number is not None and abs(number) > LARGEST_INTEGER:
        raise NotAValue(NOT_INTEGER)
    return number


def to_amount(raw: object) -> Decimal:
    if isinstance(raw, bool | dict | list | tuple):
        raise NotAValue(NOT_AMOUNT)
    try:
        return parse_amount(raw) or Decimal(0)
    except ValueError as error:
        raise NotAValue(NOT_AMOUNT) from error


def to_boolean(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    text = to_text(raw).strip().lower()
    if text not in TRUE | FALSE:
        raise NotAValue(NOT_BOOLEAN)
    return text in TRUE


def to_date(raw: object, zone: tzinfo) -> date | None:
    if isinstance(raw, datetime):
        return raw.astimezone(zone).date() if raw.tzinfo else raw.date()
    if isinstance(raw, date):
        return raw
    text = to_text(raw).strip()
    if not text:
        return None
    moment = None if len(text) <= 10 else to_datetime(text, zone)
    if moment:
        return moment.astimezone(zone).date()
    try:
        day = parse_date(text)
    except ValueError as error:
        raise NotAValue(NOT_DATE) from error
    if day is None:
        raise NotAValue(NOT_DATE)
    return day


def to_datetime(raw: object, zone: tzinfo) -> datetime | None:
    """Return an aware moment; without an offset it is in the account's zone, a mere date is its midnight."""
    if isinstance(raw, datetime):
        return raw if raw.tzinfo else raw.replace(tzinfo=zone)
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day, tzinfo=zone)
    text = to_text(raw).strip()
    if not text:
        return None
    try:
        moment = parse_datetime(text) or parse_datetime(f"{text}T00:00")
    except ValueError as error:
        raise NotAValue(NOT_DATETIME) from error
    if moment is None:
        raise NotAValue(NOT_DATETIME)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def to_ids(raw: object) -> list[int]:
    """Return the ids in their order, each once."""
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list | tuple):
        raise NotAValue(NOT_LIST)
    ids = [to_integer(entry) for entry in raw]
    return list(dict.fromkeys(entry for entry in ids if entry))


def to_list(raw: object) -> Sequence[object]:
    """Return a list as it is given. Errors: NotAValue."""
    if not isinstance(raw, list | tuple):
        raise NotAValue(NOT_LIST)
    return raw


def is_day(value: object) -> bool:
    """Say whether a moment was given as a day, without a time."""
    if isinstance(value, str):
        return len(value.strip()) <= 10
    return isinstance(value, date) and not isinstance(value, datetime)


def plain(value: object) -> object:
    """Return the value as events keep it, in JSON: amounts and moments as text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value
