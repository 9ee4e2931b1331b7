"""Single values as clients send them, by the kind of their field. ValueError for what is no such value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo

from comptoir.items.core.fields import Kind
from comptoir.rest.protocol import values
from comptoir.rest.protocol.phparray import Value

REFERENCES = (Kind.USER, Kind.ITEM, Kind.USERS, Kind.ITEMS)


def read_value(kind: Kind, raw: Value, zone: tzinfo) -> object:
    """Return the value that text or JSON means; None for an empty one, "" for an empty text."""
    reader = READERS.get(kind)
    if reader is None:
        return values.read_text(raw)
    # Some clients write Python's None as this text into batches (spec: rest, section 2).
    return reader(None if raw == "None" else raw, zone)


def _moment(raw: Value, zone: tzinfo) -> datetime | None:
    moment = values.read_datetime(raw, zone)
    try:
        return moment and moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("the date is out of range") from error


def _day(raw: Value, zone: tzinfo) -> date | None:
    moment = _moment(raw, zone)
    return moment and moment.astimezone(zone).date()


def _integer(raw: Value, _zone: tzinfo) -> int | None:
    return values.read_integer(raw)


def _number(raw: Value, _zone: tzinfo) -> object:
    return values.read_number(raw)


def _flag(raw: Value, _zone: tzinfo) -> bool | None:
    return values.read_flag(raw)


READERS: dict[Kind, Callable[[Value, tzinfo], object]] = {
    Kind.INTEGER: _integer,
    Kind.USER: _integer,
    Kind.USERS: _integer,
    Kind.ITEM: _integer,
    Kind.ITEMS: _integer,
    Kind.PIPELINE: _integer,
    Kind.AMOUNT: _number,
    Kind.BOOLEAN: _flag,
    Kind.DATE: _day,
    Kind.DATETIME: _moment,
}
