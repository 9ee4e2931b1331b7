"""The numbers of a chart as its viewer writes them."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.ui import formats
from comptoir.ui.charts.model import Chart, Number, Point, Series

ONE_DECIMAL = ("percent", "per deal", "days")


def written(value: Number | None, unit: str, currency: str = "") -> str:
    """Return a number in full: "118 627 €", "24,4 %", "2,2"."""
    if unit == "money":
        return formats.money(value, currency)
    if unit == "percent":
        return formats.percent(value)
    if unit in ONE_DECIMAL:
        return formats.number(value, 1)
    return formats.number(value)


def compact(value: Number | None, unit: str, currency: str = "") -> str:
    """Return a number in few letters, for the head of a bar: "52,5 k €"."""
    if unit == "money":
        return formats.money_compact(value, currency)
    if value is None or unit == "percent" or abs(Decimal(value)) < 10_000:
        return written(value, unit)
    return formats.number_compact(value)


def tick_texts(ticks: Sequence[Decimal], unit: str, currency: str = "") -> list[str]:
    """Return the texts of an axis; from 10 000 on they are compact, all in the same way."""
    highest = max((abs(tick) for tick in ticks), default=Decimal(0))
    if unit == "percent":
        return [formats.percent(tick, _decimals(ticks)) for tick in ticks]
    if highest < 10_000:
        return [formats.money(tick, currency) if unit == "money" else formats.number(tick) for tick in ticks]
    if unit == "money":
        return [formats.money_compact(tick, currency, _decimals(ticks, highest)) for tick in ticks]
    return [formats.number_compact(tick, _decimals(ticks, highest)) for tick in ticks]


def _decimals(ticks: Sequence[Decimal], highest: Decimal = Decimal(0)) -> int:
    """Return how many decimals tell the ticks apart, in thousands, millions... where `highest` is."""
    power = max(highest.adjusted(), 0) // 3 * 3
    places = [-min(int(tick.scaleb(-power).normalize().as_tuple().exponent), 0) for tick in ticks if tick]
    return min(max(places, default=0), 3)


def point_words(chart: Chart, series: Series, point: Point, *, previous: bool = False) -> str:
    """Return what a point says aloud and in its tooltip: "mars 2017, Facturé : 9 400 €"."""
    return Speaker(chart).words(series, point, previous=previous)


class Speaker:
    """Says the points of one chart; what all of them share is looked up once."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.is_plain = len(chart.series) == 1 and not chart.has_previous
        self.shape = _("%(label)s: %(value)s") if self.is_plain else _("%(label)s, %(series)s: %(value)s")
        self.nothing = _("no data")
        self.before = str(chart.previous_label)

    def words(self, series: Series, point: Point, *, previous: bool = False) -> str:
        if point.words:
            return str(point.words)
        known = point.value is not None
        value = written(point.value, self.chart.unit, self.chart.currency) if known else self.nothing
        name = f"{series.label} ({self.before})" if previous and self.before else series.label
        return self.shape % {"label": point.label, "series": name, "value": value}
