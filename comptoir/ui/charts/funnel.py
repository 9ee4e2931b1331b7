"""The classic funnel: a row a stage, as wide as its number, narrowing towards the next one."""

from dataclasses import dataclass
from decimal import Decimal

from comptoir.ui.charts.model import INKS, Chart, Point
from comptoir.ui.charts.pie import shares

BOX = 100.0
LEAST_WIDTH = 1.0
# How much the last row narrows.
LAST = 0.72


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: its shape in a box of 100 by 100, and its share of all stages together, in percent."""

    point: Point
    number: int
    ink: str
    shape: str
    share: Decimal


def steps(chart: Chart) -> list[Step]:
    """Return the rows of the first series in their order; values below 0 have no width.

    Shape:  the shares add up to 100, as those of a ring.
    """
    points = list(chart.series[0].points) if chart.series else []
    values = [max(Decimal(point.value or 0), Decimal(0)) for point in points]
    widest = max(values, default=Decimal(0))
    widths = [float(value / widest) * BOX if widest else 0.0 for value in values]
    return [
        Step(
            point,
            place,
            point.ink or INKS[place % len(INKS)],
            _shape(widths[place], min(_next(widths, place), widths[place])) if values[place] else "",
            share,
        )
        for place, (point, share) in enumerate(zip(points, shares(values), strict=True))
    ]


def _next(widths: list[float], place: int) -> float:
    return widths[place + 1] if place + 1 < len(widths) else widths[place] * LAST


def _shape(top: float, foot: float) -> str:
    top, foot = max(top, LEAST_WIDTH), max(foot, LEAST_WIDTH)
    middle = BOX / 2
    places = [(middle - top / 2, 0.0), (middle + top / 2, 0.0), (middle + foot / 2, BOX), (middle - foot / 2, BOX)]
    return " ".join(f"{round(x, 2):g},{y:g}" for x, y in places)
