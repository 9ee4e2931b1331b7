"""The classic funnel: a row a stage, as wide as its number, narrowing towards the next one."""

from dataclasses import dataclass
from decimal import Decimal

from comptoir.ui.charts.model import INKS, Chart, Point

BOX = 100.0
LEAST_WIDTH = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """A stage: its shape in a box of 100 by 100, its share of the widest one, and what it keeps of the one before."""

    point: Point
    number: int
    ink: str
    shape: str
    share: Decimal
    kept: Decimal | None


def steps(chart: Chart) -> list[Step]:
    """Return the rows of the first series in their order; values below 0 have no width.

    Shape:  `kept` is a percentage of the row before, None for the first row and after a 0.
    """
    points = list(chart.series[0].points) if chart.series else []
    values = [max(Decimal(point.value or 0), Decimal(0)) for point in points]
    widest = max(values, default=Decimal(0))
    widths = [float(value / widest) * BOX if widest else 0.0 for value in values]
    found = []
    for place, (point, value) in enumerate(zip(points, values, strict=True)):
        foot = widths[place + 1] if place + 1 < len(widths) else widths[place] * 0.72
        before = values[place - 1] if place else Decimal(0)
        found.append(
            Step(
                point,
                place,
                point.ink or INKS[place % len(INKS)],
                _shape(widths[place], min(foot, widths[place])) if value else "",
                value * 100 / widest if widest else Decimal(0),
                value * 100 / before if before else None,
            )
        )
    return found


def _shape(top: float, foot: float) -> str:
    top, foot = max(top, LEAST_WIDTH), max(foot, LEAST_WIDTH)
    middle = BOX / 2
    places = [(middle - top / 2, 0.0), (middle + top / 2, 0.0), (middle + foot / 2, BOX), (middle - foot / 2, BOX)]
    return " ".join(f"{round(x, 2):g},{y:g}" for x, y in places)
