"""The four fixed blocks of the tab, from what was read to what a template shows; no query is run here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from comptoir.activities.choices import ActivityKind
from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.metric import Number
from comptoir.analytics.reading import Reading
from comptoir.items.core.choices import sources
from comptoir.kit.period import ALL_TIME, Period, quarter_of
from comptoir.profile.figures import channels_of
from comptoir.profile.metrics import LOAD, PAIRS
from comptoir.profile.models import LoadAverage
from comptoir.profile.sections.channels.shares import Arc, arcs, shares
from comptoir.profile.sections.load.scale import LoadScale, scale_for
from comptoir.sales.metrics.deals import DEALS_ALIVE, WON, WON_VALUE, WON_WITHOUT_RATE

# Fewer incoming activities than this say nothing about what a client prefers.
FEWEST_INCOMING = 5
COLUMN_HEIGHT = 64
COLUMNS = 4


@dataclass(frozen=True)
class Load:
    """A load with the two numbers it is made of; `name` is the pipeline's, "" over all."""

    value: Decimal | None
    pairs: Number
    deals: Number
    scale: LoadScale | None
    average: LoadAverage | None
    by_hand: bool = False
    name: str = ""
    pipeline: int | None = None


def load_block(
    reading: Reading, averages: Mapping[int | None, LoadAverage], targets: Mapping[int | None, Decimal]
) -> tuple[Load, list[Load]]:
    """Return the load over all pipelines, and of several pipelines that of each the client has deals in."""
    names = {choice.id: choice.name for choice in sources.pipelines.all("deal")}
    if len(names) < 2:
        return whole_load(reading, averages, targets), []
    ids = [id for id in names if reading.count(DEALS_ALIVE, pipeline=id) or reading.count(PAIRS, pipeline=id)]
    return whole_load(reading, averages, targets), [_load(reading, averages, targets, id, names[id]) for id in ids]


def whole_load(
    reading: Reading, averages: Mapping[int | None, LoadAverage], targets: Mapping[int | None, Decimal]
) -> Load:
    """Return the load over all pipelines."""
    return _load(reading, averages, targets)


def _load(
    reading: Reading,
    averages: Mapping[int | None, LoadAverage],
    targets: Mapping[int | None, Decimal],
    pipeline: int | None = None,
    name: str = "",
) -> Load:
    part: dict[str, Any] = {} if pipeline is None else {"pipeline": pipeline}
    pairs, deals = reading.count(PAIRS, **part), reading.count(DEALS_ALIVE, **part)
    value = LOAD.of(pairs, deals)
    average = averages.get(pipeline)
    return Load(
        value,
        pairs,
        deals,
        scale_for(value, average, targets.get(pipeline)),
        average if average and average.average is not None else None,
        pipeline in targets,
        name,
        pipeline,
    )


@dataclass(frozen=True)
class Channel:
    """A channel's row; `in_bar` and `out_bar` are percents of the widest bar."""

    kind: str
    label: str
    count: int
    share: Decimal
    incoming: int
    outgoing: int
    in_bar: float
    out_bar: float
    arc: Arc


@dataclass(frozen=True)
class Channels:
    rows: list[Channel]
    total: int
    incoming: int
    outgoing: int
    preferred: Channel | None

    @property
    def largest(self) -> Channel | None:
        return self.rows[0] if self.rows and self.rows[0].count else None


def channel_block(reading: Reading) -> Channels:
    """Return the channels, those with most activities first."""
    counts = {kind: int(reading.count(ACTIVITIES, channel=kind)) for kind in channels_of(reading)}
    kinds = sorted(counts, key=lambda kind: -counts[kind])
    ordered = [counts[kind] for kind in kinds]
    split = {
        kind: [int(reading.count(ACTIVITIES, channel=kind, direction=way)) for way in ("in", "out")] for kind in kinds
    }
    widest = max((value for pair in split.values() for value in pair), default=0) or 1
    labels = dict(ActivityKind.choices)
    rows = [
        Channel(
            kind,
            str(labels.get(kind, kind)),
            counts[kind],
            share,
            split[kind][0],
            split[kind][1],
            round(50 * split[kind][0] / widest, 2),
            round(50 * split[kind][1] / widest, 2),
            arc,
        )
        for kind, share, arc in zip(kinds, shares(ordered), arcs(ordered), strict=True)
    ]
    incoming, outgoing = (int(reading.count(ACTIVITIES, direction=way)) for way in ("in", "out"))
    return Channels(rows, sum(ordered), incoming, outgoing, _preferred(rows, incoming))


def _preferred(rows: list[Channel], incoming: int) -> Channel | None:
    """Return the channel by which the client comes to us most, when there is enough to say so and one stands out."""
    best = sorted(rows, key=lambda row: -row.incoming)
    if incoming < FEWEST_INCOMING or not best or (len(best) > 1 and best[0].incoming == best[1].incoming):
        return None
    return best[0]


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


def average_won(reading: Reading) -> Decimal | None:
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
