"""The scale of the communication load: seven segments, the target in the middle of the fourth."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from functools import cached_property

from django.utils.translation import pgettext_lazy

from comptoir.profile.models import LoadAverage

LEAST_DRAWN = Decimal(8)
TARGET_SEGMENT = 3
SEGMENTS = (
    pgettext_lazy("load", "minimal"),
    pgettext_lazy("load", "very light"),
    pgettext_lazy("load", "light"),
    pgettext_lazy("load", "target"),
    pgettext_lazy("load", "heavy"),
    pgettext_lazy("load", "very heavy"),
    pgettext_lazy("load", "critical"),
)
# A segment that would vanish keeps a hundredth of the scale.
LEAST_SHARE = Decimal("0.01")


@dataclass(frozen=True)
class LoadScale:
    """The scale from 0 to `highest`; segments are drawn equally wide, their true boundaries printed."""

    target: Decimal
    highest: Decimal
    load: Decimal

    @cached_property
    def boundaries(self) -> tuple[Decimal, ...]:
        """Return the eight boundaries of seven segments.

        The target is the middle of the fourth. Four equal segments, this one included, cover the shorter side of the
        target and half a segment beyond it; the other three share the rest evenly.
        """
        share = self.target / self.highest
        near = max((share if share < Decimal("0.5") else 1 - share) / Decimal("3.5"), LEAST_SHARE)
        far = (1 - 4 * near) / 3
        widths = [near] * 4 + [far] * 3 if share < Decimal("0.5") else [far] * 3 + [near] * 4
        edges = [Decimal(0)]
        for width in widths:
            edges.append(edges[-1] + width * self.highest)
        return (*edges[:-1], self.highest)

    @cached_property
    def segment(self) -> int:
        """Return the place of the segment the load lies in; beyond the scale it is the last one."""
        return next((place for place in range(7) if self.load < self.boundaries[place + 1]), 6)

    @property
    def place(self) -> Decimal:
        """Return where the marker stands, in percent of the drawn width: interpolated inside its segment."""
        low, high = self.boundaries[self.segment], self.boundaries[self.segment + 1]
        inside = min((self.load - low) / (high - low), Decimal(1))
        return round((self.segment + inside) * 100 / 7, 2)

    @property
    def name(self) -> object:
        return SEGMENTS[self.segment]

    @property
    def verdict(self) -> int:
        """Return -1 below the target's segment, 0 inside, 1 above."""
        return (self.segment > TARGET_SEGMENT) - (self.segment < TARGET_SEGMENT)


def scale_for(load: Decimal | None, average: LoadAverage | None, by_hand: Decimal | None = None) -> LoadScale | None:
    """Return the scale for a load; None while there is neither a target set by hand nor an average to take it from.

    The automatic target is the average as it is shown, with one decimal, rounded up to a whole number.
    """
    target = automatic_target(average) if by_hand is None else by_hand
    if load is None or target is None:
        return None
    # Below five clients the heaviest deal would tell of one of them.
    heaviest = average.heaviest if average and average.average is not None else 0
    return LoadScale(target, max(LEAST_DRAWN, Decimal(heaviest), target), load)


def automatic_target(average: LoadAverage | None) -> Decimal | None:
    """Return the target that follows from the average; None below five clients, or without a deal."""
    mean = average.average if average else None
    if not mean:
        return None
    shown = mean.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return max(shown.to_integral_value(ROUND_CEILING), Decimal(1))
