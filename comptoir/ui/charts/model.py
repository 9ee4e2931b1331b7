"""What a chart shows, before anything has a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from comptoir.kit.text import Text

Number = int | Decimal

# Inks by name; any other name is a class of chart.css too (call, email...), "#rrggbb" is a colour from data.
INKS = ("green", "blue", "orange", "violet", "cyan", "red", "yellow", "grey")


class Kind(StrEnum):
    COLUMNS = "columns"
    STACKED = "stacked"
    LINES = "lines"
    AREA = "area"
    PIE = "pie"
    FUNNEL = "funnel"


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series.

    key    what it stands for, the same in all series: a month's code, a person's id
    value  None where there is no data, which is not 0
    words  the whole point for screen readers and the tooltip; "" makes them of label, series and value
    ink    a colour of its own, for slices and stages; since, until: its days (ISO), for zooming into a span
    """

    key: str
    label: Text
    value: Number | None
    href: str = ""
    words: Text = ""
    ink: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Points under one name; `previous` are the points compared with, place by place; `total` stands in the legend."""

    label: Text
    ink: str
    points: Sequence[Point]
    previous: Sequence[Point] = ()
    total: Number | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """What stands under one place of the axis."""

    key: str
    label: str


@dataclass(frozen=True)
class Chart:
    """A chart of up to six series; unit: "count", "money" (of `currency`), "percent" or another, written as a number.

    previous_label names what is compared with; zoom is an address with {from} and {to} for the days of a span.
    height is that of the whole drawing, in pixels.
    """

    kind: str
    title: Text
    series: Sequence[Series]
    unit: str = "count"
    currency: str = ""
    height: int = 220
    previous_label: Text = ""
    zoom: str = ""

    @cached_property
    def categories(self) -> list[Category]:
        """Return the keys of all series, each once, in the order they first come."""
        found = {point.key: str(point.label) for series in reversed(self.series) for point in series.points}
        order = dict.fromkeys(point.key for series in self.series for point in series.points)
        return [Category(key, found[key]) for key in order]

    @property
    def is_empty(self) -> bool:
        """Say that there is nothing to draw: no number at all, or only noughts."""
        return not any(point.value for series in self.series for point in (*series.points, *series.previous))

    @property
    def has_previous(self) -> bool:
        return any(series.previous for series in self.series)

    @property
    def is_whole(self) -> bool:
        """Say that a fraction would mean nothing on its axis."""
        return self.unit == "count"

    def column_of(self, series: Series) -> list[Point | None]:
        """Return a series' points by category; None where it has none of that key."""
        by_key = {point.key: point for point in series.points}
        return [by_key.get(category.key) for category in self.categories]

    @property
    def rows(self) -> list[tuple[str, list[Point | None]]]:
        """Return the chart as a table: a category's label, then its points; a twin stands after its series."""
        columns: list[list[Point | None]] = []
        for series in self.series:
            columns.append(self.column_of(series))
            if series.previous:
                columns.append([*series.previous, *[None] * len(self.categories)])
        return [
            (category.label, [column[place] for column in columns]) for place, category in enumerate(self.categories)
        ]
