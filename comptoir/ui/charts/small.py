"""Drawings as small as a word: a spark line, and a bullet that holds a value against a target."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.ui.charts.axis import nice_scale
from comptoir.ui.charts.model import Number

BOX = 100.0
HEIGHT = 28.0
EDGE = 3.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A line in a box 100 by 28, and the place of its last number."""

    line: str
    end: tuple[float, float] | None


def spark(values: Sequence[Number | None]) -> Spark:
    """Return the line through the numbers from their least to their greatest; None is a gap."""
    known = [Decimal(value) for value in values if value is not None]
    if not known:
        return Spark("", None)
    low, high = min(known), max(known)
    step = BOX / max(len(values) - 1, 1)
    path, last, pen = [], None, "M"
    for place, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        share = float((high - Decimal(value)) / (high - low)) if high != low else 0.5
        last = (round(place * step, 2), round(EDGE + share * (HEIGHT - 2 * EDGE), 2))
        path.append(f"{pen}{last[0]:g} {last[1]:g}")
        pen = "L"
    return Spark("".join(path), last)


@dataclass(frozen=True, slots=True)
class Bullet:
    """Percents of the bar's length: where the value ends, where the target stands, what the bar measures."""

    value: float
    target: float | None
    high: Decimal


def bullet(value: Number | None, target: Number | None, high: Number | None = None) -> Bullet:
    """Return the places of a value and its target on a bar from 0 to `high`, or to a round number above both."""
    top = Decimal(high) if high is not None and high > 0 else nice_scale((value, target), ticks=3).high

    def place(number: Number) -> float:
        return round(min(max(float(Decimal(number) / top) * 100, 0.0), 100.0), 2)

    return Bullet(place(value or 0), None if target is None else place(target), top)
