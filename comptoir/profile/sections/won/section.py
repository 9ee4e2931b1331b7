"""The value of won deals: in all, on average, and of four quarters."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models.functions import TruncQuarter
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.account.queries import account, today
from comptoir.analytics.metric import Number
from comptoir.analytics.reading import Reading
from comptoir.kit.period import ALL_TIME, Period, quarter_of
from comptoir.profile.comparison.change import Change
from comptoir.profile.request import Asked
from comptoir.profile.sections.section import KeyFigure, PageReading, Place, Section, Wanted
from comptoir.sales.metrics.deals import WON, WON_VALUE, WON_WITHOUT_RATE
from comptoir.ui.formats import money, number
from comptoir.ui.periods import quarter_label

COLUMN_HEIGHT = 64
COLUMNS = 4


@dataclass(frozen=True)
class Column:
    """The value won in a quarter, in the account's currency; `inside` says that the period touches the quarter.

    before: the same quarter a year earlier, where that is compared.
    """

    start: date
    value: Decimal
    height: float
    inside: bool
    before: Decimal | None = None
    before_height: float = 0

    @property
    def period(self) -> str:
        return f"Q-{self.start.year:04d}-{quarter_of(self.start)}"


@dataclass(frozen=True)
class Quarter:
    """A column with its name, the address of its deals, and what is said of it."""

    column: Column
    name: str
    url: str
    words: str


@dataclass(frozen=True)
class Won:
    count: Number
    value: Number
    average: Decimal | None
    without_rate: Number
    quarters: list[Quarter]
    change: Change | None
    count_change: Change | None


class WonSection(Section):
    """A system block: it cannot be changed, moved or removed."""

    code = "won"
    template = "profile/sections/won/section.html"
    place = Place.PANEL

    def wants(self) -> Wanted:
        quarter = TruncQuarter("closed_at", tzinfo=account().zone)
        return Wanted(
            (WON, WON_VALUE, WON_WITHOUT_RATE),
            compared=(WON, WON_VALUE),
            also=((WON_VALUE, ALL_TIME),),
            groups={"deals": {"quarter": quarter}},
        )

    def shows(self, reading: PageReading) -> Won:
        columns = won_columns(reading.figures, today(), self.asked.compare == "previous")
        return Won(
            reading.count(WON),
            reading.count(WON_VALUE),
            _average(reading),
            reading.count(WON_WITHOUT_RATE),
            _quarters(columns, self.asked),
            reading.change(WON_VALUE),
            reading.change(WON),
        )

    def key_wants(self) -> Wanted:
        return Wanted((WON, WON_VALUE))

    def key(self, reading: Reading) -> KeyFigure:
        won = int(reading.count(WON))
        return KeyFigure(
            _("Value won"),
            money(Decimal(reading.count(WON_VALUE)), account().currency),
            self.asked.figure(WON_VALUE.code),
            ngettext("%(count)s won deal", "%(count)s won deals", won) % {"count": number(won)},
        )


def won_columns(reading: Reading, today: date, compared: bool = False) -> list[Column]:
    """Return four quarters: those of the year the period ends in, or for all time the four up to the last win.

    compared: each beside the same quarter of the year before.
    """
    found = {_day(key): key for key in reading.groups(WON_VALUE, "quarter", ALL_TIME) if key is not None}
    period = reading.scope.period
    last = max(found, default=None) if period.start is None else _last_quarter(period, today)
    if last is None or not found or last.year == date.max.year:
        return []

    def value(start: date) -> Decimal:
        known = start in found
        return Decimal(reading.count(WON_VALUE, ALL_TIME, quarter=found[start])) if known else Decimal(0)

    starts = [_shift(last, -back) for back in range(COLUMNS - 1, -1, -1)]
    before = {start: value(_shift(start, -COLUMNS)) for start in starts} if compared else {}
    highest = max(*(value(start) for start in starts), *before.values(), Decimal(1))

    def height(amount: Decimal) -> float:
        return round(float(max(amount, Decimal(0)) / highest) * COLUMN_HEIGHT, 1)

    return [
        Column(
            start,
            value(start),
            height(value(start)),
            _touches(period, start),
            before.get(start),
            height(before.get(start, Decimal(0))),
        )
        for start in starts
    ]


def _quarters(columns: list[Column], asked: Asked) -> list[Quarter]:
    """Return the columns with their words; the year stands where it changes."""
    currency = account().currency
    found: list[Quarter] = []
    for column in columns:
        whole = quarter_label(column.start)
        is_first = not found or column.start.month == 1
        name = whole if is_first else _("Q%(quarter)d") % {"quarter": quarter_of(column.start)}
        words = _("%(quarter)s: %(value)s") % {"quarter": whole, "value": money(column.value, currency)}
        if column.before is not None:
            words = _("%(words)s, a year earlier %(value)s") % {"words": words, "value": money(column.before, currency)}
        found.append(Quarter(column, name, asked.figure("won_value", period=column.period), words))
    return found


def _average(reading: PageReading) -> Decimal | None:
    """Return the mean value of the won deals that could be converted."""
    count = reading.count(WON) - reading.count(WON_WITHOUT_RATE)
    return Decimal(reading.count(WON_VALUE)) / count if count else None


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last_quarter(period: Period, today: date) -> date:
    last = period.last_day or today
    return date(last.year, 10, 1)


def _shift(start: date, quarters: int) -> date:
    index = start.year * 4 + (start.month - 1) // 3 + quarters
    return date(index // 4, index % 4 * 3 + 1, 1)


def _touches(period: Period, start: date) -> bool:
    end = _shift(start, 1)
    return (period.start is None or period.start < end) and (period.end is None or period.end > start)
