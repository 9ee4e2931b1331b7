"""A day, and a moment with its time of day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import today
from comptoir.items.core.contexts import Drawing, Where
from comptoir.items.core.fields import EMPTINESS, OPERATOR_LABELS, Field, Kind, Reader, kinds
from comptoir.items.core.protocols import CellText, Item
from comptoir.items.core.values import NOT_DATE, is_day, plain, to_date, to_datetime
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import NO_ROW, Op
from comptoir.rest.protocol import values
from comptoir.rest.protocol.phparray import Value
from comptoir.ui import formats

DAY_FIRST = "dmy"
MONTH_FIRST = "mdy"
SLASHED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
MOMENT = re.compile(r"(\S+?)(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?)?")


class Date(Kind):
    """A day; a moment that is given for it counts as the account's day at that moment."""

    is_sortable = True
    newest_first = True
    control = "date"
    filter_control = "date"
    rest_type = "date"
    operators = (Op.GTE, Op.LTE, Op.BETWEEN, Op.EQ, Op.LT, Op.GT, *EMPTINESS)
    operator_labels = {
        **OPERATOR_LABELS,
        Op.EQ: _("on"),
        Op.GTE: _("from"),
        Op.LTE: _("until"),
        Op.LT: _("before"),
        Op.GT: _("after"),
    }

    def parse(self, raw: object, zone: tzinfo) -> date | None:
        return to_date(raw, zone)

    def text(self, field: Field, value: date, item: Item, drawing: Drawing) -> str:
        return written_moment(value)

    def told(self, field: Field, value: object, item: Item, drawing: Drawing) -> str:
        text = str(value)
        try:
            return written_moment(date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text))
        except ValueError:
            return text

    def export_cell(self, value: date) -> str:
        return value.isoformat()

    def meaning(self, value: str, viewer: User) -> str:
        return today().isoformat() if value == "today" else value

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        if value == "today":
            return gettext("today")
        try:
            return formats.format_date(date.fromisoformat(value[:10]))
        except ValueError:
            return value

    def classic_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, page: values.classic_date(getattr(item, attribute), page.zone)

    def camel_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, page: values.camel_date(getattr(item, attribute), page.zone)

    def read_rest(self, raw: Value, zone: tzinfo) -> date | None:
        moment = _read_moment(raw, zone)
        return moment and moment.astimezone(zone).date()

    def from_cell(self, field: Field, cell: CellText) -> date:
        return day_of(cell.written, cell.date_order)


class DateTime(Date):
    """An aware moment; without an offset it is in the account's zone, a mere day is its midnight."""

    control = "datetime"
    rest_type = "datetime"

    def parse(self, raw: object, zone: tzinfo) -> datetime | None:
        return to_datetime(raw, zone)

    def plain(self, value: object) -> object:
        """Return the moment in UTC, whatever its offset: undo compares texts of events."""
        return plain(value.astimezone(UTC) if isinstance(value, datetime) else value)

    def form_text(self, value: object) -> str:
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
        return super().form_text(value)

    def export_cell(self, value: Any) -> str:
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")

    def q_equal(self, field: Field, value: object, where: Where) -> Q:
        if is_day(value):
            return self.q_compared(field, Op.GTE, value, where) & self.q_compared(field, Op.LTE, value, where)
        return super().q_equal(field, value, where)

    def q_compared(self, field: Field, op: Op, value: object, where: Where) -> Q:
        """Compare; a mere day as the upper end of a moment includes that whole day."""
        if value in (None, ""):
            return NO_ROW
        if op not in (Op.LTE, Op.GT) or not is_day(value):
            return super().q_compared(field, op, value, where)
        midnight = self.parse(value, where.zone)
        if midnight is None:
            return NO_ROW
        # Adding a day to an aware datetime of zoneinfo keeps the wall clock: the result is the next local midnight,
        # after a day of 23 or 25 hours too. In UTC it would be an hour off on the days when the clocks change.
        end = midnight + timedelta(days=1)
        return Q(**{f"{field.attribute}__{'lt' if op == Op.LTE else 'gte'}": end})

    def classic_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, page: values.classic_datetime(getattr(item, attribute), page.zone)

    def camel_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, page: values.camel_datetime(getattr(item, attribute), page.zone)

    def read_rest(self, raw: Value, zone: tzinfo) -> datetime | None:
        return _read_moment(raw, zone)

    def from_cell(self, field: Field, cell: CellText) -> datetime:
        try:
            day, moment = parse_moment(cell.written, cell.date_order)
        except ValueError as error:
            raise NotAValue(NOT_DATE) from error
        if moment is not None and moment.tzinfo is not None:
            return datetime.combine(day, moment)
        return datetime.combine(day, moment or time(), cell.zone)


def written_moment(value: date | datetime) -> str:
    return formats.format_datetime(value) if isinstance(value, datetime) else formats.format_date(value)


def day_of(text: str, order: str) -> date:
    """Return the day that a file's text names. Errors: NotAValue."""
    try:
        return parse_moment(text, order)[0]
    except ValueError as error:
        raise NotAValue(NOT_DATE) from error


def parse_moment(text: str, order: str) -> tuple[date, time | None]:
    """Return the day and, where given, the time of day; `order` is DAY_FIRST or MONTH_FIRST. Errors: ValueError."""
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


def _read_moment(raw: Value, zone: tzinfo) -> datetime | None:
    moment = values.read_datetime(values.filled(raw), zone)
    try:
        return moment and moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("the date is out of range") from error


DATE = kinds.add(Date("date"))
DATETIME = kinds.add(DateTime("datetime"))
