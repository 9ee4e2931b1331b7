"""The plain figures of a client all at once, as the command line prints them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.metric import Figure, Number
from comptoir.analytics.reading import read
from comptoir.analytics.scope import Scope
from comptoir.profile.metrics import CONVERSION, LOAD, PAIRS
from comptoir.profile.sections.channels.section import ACTIVITY_GROUPS, kinds_of
from comptoir.sales.metrics.deals import DEALS_ALIVE, LOST, WIN_RATE, WON, WON_VALUE, WON_WITHOUT_RATE
from comptoir.sales.metrics.invoices import INVOICED, INVOICED_GROSS, PAID_GROSS

FIGURES: tuple[Figure, ...] = (
    ACTIVITIES,
    DEALS_ALIVE,
    PAIRS,
    LOAD,
    WON,
    WON_VALUE,
    WON_WITHOUT_RATE,
    LOST,
    CONVERSION,
    WIN_RATE,
    INVOICED,
    INVOICED_GROSS,
    PAID_GROSS,
)


@dataclass(frozen=True)
class Figures:
    """The plain figures of one client: by metric code, activities also by channel and by direction ("" for none)."""

    values: Mapping[str, Number | None]
    channels: Mapping[str, Number]
    directions: Mapping[str, Number]

    def money(self, code: str) -> Decimal:
        return Decimal(self.values[code] or 0)


def client_figures(scope: Scope) -> Figures:
    """Return every figure of a client in one go: a query per source."""
    reading = read(scope, FIGURES, by=ACTIVITY_GROUPS)
    channels = {kind: reading.count(ACTIVITIES, channel=kind) for kind in kinds_of(reading)}
    directions = {name: reading.count(ACTIVITIES, direction=name) for name in reading.groups(ACTIVITIES, "direction")}
    return Figures({figure.code: reading.value(figure) for figure in FIGURES}, channels, directions)
