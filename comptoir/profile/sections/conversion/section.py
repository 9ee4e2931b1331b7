"""Conversion (won deals per hundred activities) with its formula, and the win rate."""

from dataclasses import dataclass

from comptoir.activities.metrics import ACTIVITIES
from comptoir.analytics.metric import Number
from comptoir.analytics.reading import Reading
from comptoir.profile.comparison.change import Change
from comptoir.profile.metrics import CONVERSION
from comptoir.profile.sections.section import KeyFigure, PageReading, Place, Section, Wanted
from comptoir.sales.metrics.deals import CLOSED, LOST, WIN_RATE, WON
from comptoir.ui.component_values import Share
from comptoir.ui.formats import number, percent


@dataclass(frozen=True)
class Conversion:
    """won, lost, closed, activities: what both rates are made of; shares: the bar of closed deals."""

    value: Number | None
    win_rate: Number | None
    won: Number
    lost: Number
    closed: Number
    activities: Number
    shares: list[Share]
    change: Change | None
    win_rate_change: Change | None


class ConversionSection(Section):
    """A system block: it cannot be changed, moved or removed."""

    code = "conversion"
    template = "profile/sections/conversion/section.html"
    place = Place.PANEL

    def wants(self) -> Wanted:
        return Wanted((CONVERSION, WIN_RATE, WON, LOST, CLOSED, ACTIVITIES), compared=(CONVERSION, WIN_RATE))

    def shows(self, reading: PageReading) -> Conversion:
        won, lost = reading.count(WON), reading.count(LOST)
        return Conversion(
            reading.value(CONVERSION),
            reading.value(WIN_RATE),
            won,
            lost,
            reading.count(CLOSED),
            reading.count(ACTIVITIES),
            [Share(WON.label, float(won), "good"), Share(LOST.label, float(lost), "bad")],
            reading.change(CONVERSION),
            reading.change(WIN_RATE),
        )

    def key_wants(self) -> Wanted:
        return Wanted((CONVERSION, WON, ACTIVITIES))

    def key(self, reading: Reading) -> KeyFigure:
        won, activities = reading.count(WON), reading.count(ACTIVITIES)
        return KeyFigure(
            CONVERSION.label,
            percent(reading.value(CONVERSION), 2),
            self.asked.figure(CONVERSION.code),
            f"{number(won)} ÷ {number(activities)} × 100" if activities else "",
        )
