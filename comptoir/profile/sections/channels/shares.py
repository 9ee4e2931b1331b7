"""Percentages that add up to 100, and the arcs and bars drawn of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

RADIUS = 54
LENGTH = 2 * 3.141592653589793 * RADIUS
GAP = 2.0


def shares(counts: Sequence[int], decimals: int = 1) -> list[Decimal]:
    """Return each count's percentage, rounded so that all together make 100 (largest remainder); zeros for no total."""
    total = sum(counts)
    if not total:
        return [Decimal(0)] * len(counts)
    whole = 100 * 10**decimals
    exact = [Decimal(count) * whole / total for count in counts]
    parts = [int(value) for value in exact]
    order = sorted(range(len(counts)), key=lambda place: (exact[place] - parts[place], counts[place]), reverse=True)
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return [Decimal(part).scaleb(-decimals) for part in parts]


@dataclass(frozen=True, slots=True)
class Arc:
    """A slice of the donut as a dashed circle: the dash, what follows it, and where it starts."""

    dash: float
    rest: float
    offset: float


def arcs(counts: Sequence[int]) -> list[Arc]:
    """Return the slices of a donut with a hair between them; a single slice is a full ring."""
    total = sum(counts)
    gap = GAP if sum(1 for count in counts if count) > 1 else 0.0
    found, start = [], 0.0
    for count in counts:
        length = LENGTH * count / total if total else 0.0
        dash = max(length - gap, 0.6) if count else 0.0
        found.append(Arc(round(dash, 2), round(LENGTH - dash, 2), round(-start, 2)))
        start += length
    return found
