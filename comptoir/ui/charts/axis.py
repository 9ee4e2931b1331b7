"""The frame of a plot: a scale in round steps, its ticks, and the names of the categories beneath."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import ceil

from comptoir.ui.charts.model import Category, Chart, Number, Point, Series
from comptoir.ui.charts.words import Speaker, tick_texts

TOP = 14
FOOT = 26
BETWEEN_TICKS = 40
ROUND_STEPS = tuple(Decimal(step) for step in ("1", "2", "2.5", "3", "4", "5", "10"))
# What a plot measures at least when its box is that wide: the style sheet shows the names that fit.
WIDTHS = {"s": 210, "m": 380, "l": 640}
LETTER = 6.8
BESIDE = 14
LONGEST_NAME = 18
FEW = 6
YEAR = re.compile(r"(.+) (\d{4})")


@dataclass(frozen=True, slots=True)
class Scale:
    """A range of values in round steps; 0 is always on it."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def place(self, value: Number, top: float, bottom: float) -> float:
        """Return the pixel of a value between the top and the bottom of a plot, never beyond them."""
        share = (self.high - Decimal(value)) / (self.high - self.low)
        return round(min(max(top + float(share) * (bottom - top), top), bottom), 2)


def nice_scale(values: Iterable[Number | None], *, ticks: int = 4, whole: bool = False) -> Scale:
    """Return a scale of round steps that holds 0 and all values; `whole` allows no fractions.

    Shape:  about `ticks` steps; for nothing but noughts one tick, 0, at the foot.
    """
    known = [Decimal(value) for value in values if value is not None]
    low, high = min([*known, Decimal(0)]), max([*known, Decimal(0)])
    if low == high:
        return Scale(Decimal(0), Decimal(1), (Decimal(0),))
    step = _round_step((high - low) / ticks, whole)
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return Scale(first * step, last * step, tuple(place * step for place in range(int(first), int(last) + 1)))


def _round_step(least: Decimal, whole: bool) -> Decimal:
    power = least.adjusted()
    step = next(step for step in ROUND_STEPS if step.scaleb(power) >= least).scaleb(power)
    if not whole:
        return step
    return step.to_integral_value(ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot with its number."""

    y: float
    text: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Name:
    """The name under a place; `fits` says at which widths of the box (s m l) there is room for it."""

    x: float
    text: str
    fits: str


@dataclass(frozen=True, slots=True)
class Head:
    """The number above a bar."""

    x: float
    y: float
    text: str
    fits: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A drawn point: a bar (x, y, width, height) or a dot (x, y), and the area that answers to the pointer.

    number is the series' place and place that of the category, from 0; is_previous marks the paler twin.
    """

    series: Series
    number: int
    place: int
    point: Point
    x: float
    y: float
    width: float = 0
    height: float = 0
    area: tuple[float, float, float, float] = (0, 0, 0, 0)
    is_previous: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a series in a box 1000 wide; `fill` closes it down to 0."""

    series: Series
    number: int
    line: str
    fill: str = ""
    is_previous: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """All that is drawn between the axes; `gutter` is the width the ticks' texts need, `base` where 0 is."""

    chart: Chart
    height: int
    top: float
    bottom: float
    gutter: int
    base: float
    ticks: list[Tick]
    names: list[Name]
    marks: list[Mark]
    traces: list[Trace]
    heads: list[Head]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the kinds of plots share, before their marks."""

    chart: Chart
    categories: list[Category]
    scale: Scale
    top: float
    bottom: float
    speaker: Speaker

    @property
    def band(self) -> float:
        """The width of a category, in percent."""
        return 100 / max(len(self.categories), 1)

    def y(self, value: Number) -> float:
        return self.scale.place(value, self.top, self.bottom)

    def plot(self, marks: list[Mark], traces: Sequence[Trace] = (), heads: Sequence[Head] = ()) -> Plot:
        texts = tick_texts(self.scale.ticks, self.chart.unit, self.chart.currency)
        ticks = [Tick(self.y(tick), text, not tick) for tick, text in zip(self.scale.ticks, texts, strict=True)]
        gutter = round(max((len(text) for text in texts), default=0) * LETTER) + 10
        return Plot(
            self.chart,
            self.chart.height,
            self.top,
            self.bottom,
            gutter,
            self.y(0),
            ticks,
            category_names(self.categories),
            marks,
            list(traces),
            list(heads),
        )


def frame(chart: Chart, values: Iterable[Number | None]) -> Frame:
    """Return the frame that holds these values."""
    bottom = max(chart.height - FOOT, TOP + 20)
    scale = nice_scale(values, ticks=max(int((bottom - TOP) // BETWEEN_TICKS), 2), whole=chart.is_whole)
    return Frame(chart, chart.categories, scale, TOP, bottom, Speaker(chart))


def category_names(categories: Sequence[Category]) -> list[Name]:
    """Return the names under the plot; where there is no room for all, every second, third... of them."""
    count = len(categories)
    longest = LONGEST_NAME if count <= FEW else LONGEST_NAME * 2 // 3
    texts = [shortened(label, longest) for label in _without_year([category.label for category in categories])]
    others = max((len(text) for text in texts[1:]), default=0)
    widest = max(others, (len(texts[0]) + others) / 2 if texts else 0) * LETTER + 10
    every = {code: max(ceil(count * widest / width), 1) for code, width in WIDTHS.items()}
    return [
        Name(
            round((place + 0.5) * 100 / count, 3),
            text,
            " ".join(
                code
                for code, step in every.items()
                if place % step == 0 and _is_inside(text, (count - place - 0.5) / count * WIDTHS[code])
            ),
        )
        for place, text in enumerate(texts)
    ]


def _without_year(labels: list[str]) -> list[str]:
    """Where all labels end with the same year, only the first one says it."""
    found = [YEAR.fullmatch(label) for label in labels]
    years = {match[2] for match in found if match}
    if None in found or len(years) != 1:
        return labels
    return [labels[0], *(match[1] for match in found[1:] if match)]


def _is_inside(text: str, room: float) -> bool:
    """Say whether a name ends before the edge of the box, which lies a little beyond the plot."""
    return len(text) * LETTER / 2 <= room + BESIDE


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
