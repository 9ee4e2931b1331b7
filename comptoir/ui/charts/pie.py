"""Pies: shares that add up to 100, slices as paths, what is small folded together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import cos, pi, sin

from django.utils.translation import gettext as _

from comptoir.ui.charts.model import INKS, Chart, Number, Point

MOST_SLICES = 8
RADIUS, HOLE = 60.0, 38.0
REST = "rest"


def shares(values: Sequence[Number], decimals: int = 1) -> list[Decimal]:
    """Return each value's percentage, rounded so that all together make 100 (largest remainder); zeros for no total.

    Errors: none; values below 0 have no share.
    """
    parts = [max(Decimal(value), Decimal(0)) for value in values]
    total = sum(parts)
    if not total:
        return [Decimal(0)] * len(parts)
    whole = 100 * 10**decimals
    exact = [part * whole / total for part in parts]
    rounded = [int(value) for value in exact]
    order = sorted(range(len(parts)), key=lambda place: (exact[place] - rounded[place], parts[place]), reverse=True)
    for place in order[: whole - sum(rounded)]:
        rounded[place] += 1
    return [Decimal(part).scaleb(-decimals) for part in rounded]


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice with its share in percent; `path` is "" for what has no area, number is its place in the legend."""

    point: Point
    number: int
    ink: str
    share: Decimal
    path: str


def slices(chart: Chart) -> list[Slice]:
    """Return the slices of the first series; beyond eight the smallest are one slice, "Others", without a list."""
    points = _folded(chart.series[0].points) if chart.series else []
    values = [max(Decimal(point.value or 0), Decimal(0)) for point in points]
    total, start = sum(values), Decimal(0)
    found = []
    for number, (point, value, share) in enumerate(zip(points, values, shares(values), strict=True)):
        end = start + value
        path = _ring(float(start / total), float(end / total)) if total and value else ""
        ink = point.ink or ("grey" if point.key == REST else INKS[number % (len(INKS) - 1)])
        found.append(Slice(point, number, ink, share, path))
        start = end
    return found


def _folded(points: Sequence[Point]) -> list[Point]:
    """Keep the order; the smallest beyond the limit are added up."""
    if len(points) <= MOST_SLICES:
        return list(points)
    largest = sorted(points, key=lambda point: -(point.value or 0))[: MOST_SLICES - 1]
    kept = {point.key for point in largest}
    rest = [point for point in points if point.key not in kept]
    label = _("Others (%(count)d)") % {"count": len(rest)}
    folded = replace(rest[0], key=REST, label=label, value=sum(point.value or 0 for point in rest), href="", words="")
    return [*(point for point in points if point.key in kept), replace(folded, ink="grey", since="", until="")]


def _ring(start: float, end: float) -> str:
    """Return the path of a part of the ring, clockwise from the top; a whole ring is two circles."""
    if end - start >= 1:
        return f"{_circle(RADIUS)} {_circle(HOLE)}"
    large = int(end - start > 0.5)
    (x1, y1), (x2, y2) = _at(start, RADIUS), _at(end, RADIUS)
    (x3, y3), (x4, y4) = _at(end, HOLE), _at(start, HOLE)
    outer = f"M{x1:g} {y1:g}A{RADIUS:g} {RADIUS:g} 0 {large} 1 {x2:g} {y2:g}"
    return f"{outer}L{x3:g} {y3:g}A{HOLE:g} {HOLE:g} 0 {large} 0 {x4:g} {y4:g}Z"


def _circle(radius: float) -> str:
    return f"M0 {-radius:g}A{radius:g} {radius:g} 0 1 1 0 {radius:g}A{radius:g} {radius:g} 0 1 1 0 {-radius:g}Z"


def _at(share: float, radius: float) -> tuple[float, float]:
    angle = 2 * pi * share
    return round(radius * sin(angle), 2), round(-radius * cos(angle), 2)
