"""The page for developers that shows every kind of chart, with ordinary, extreme and missing numbers."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.ui.charts import INKS, Chart, Point, Series
from comptoir.ui.charts.model import Number
from comptoir.ui.component_values import Crumb
from comptoir.ui.formats import format_date
from comptoir.ui.render import render

INVOICED = (0, 0, "9400", "0", "21100", "11300.5", "1400", "23500", "10850", "15600", "7700", "11150")
PAID = (0, 0, 90, 8700, 650, "12800", 0, 12200, 20400, 6600, 8600, 2500)
BALANCE = (-3000, 8000, None, 12500, -900)
GAPS = (12, None, 30, 25, None, None, 40, 41)
CHANNELS = ("email", "call", "meeting", "chat", "webform", "sms")
COUNTS = (89, 77, 21, 17, 11, 10)
STAGES = (("New", "#39a8ef", 120), ("Preparation", "#2fc6f6", 84), ("Invoice", "#55d0e0", 31), ("Won", "#7bd500", 12))


def chart_gallery(request: HttpRequest) -> HttpResponse:
    crumbs = [Crumb(_("Components"), reverse("ui:gallery")), Crumb(_("Charts"))]
    return render(request, "ui/gallery/charts.html", {"charts": _charts(), "wide": _wide(), "crumbs": crumbs})


def _charts() -> list[Chart]:
    invoiced, paid = (_months(values) for values in (INVOICED, PAID))
    return [
        _money("columns", _("Columns"), [Series(_("Invoiced"), "grey", invoiced), Series(_("Paid"), "green", paid)]),
        _money("stacked", _("Stacked"), [Series(_("Invoiced"), "blue", invoiced), Series(_("Paid"), "green", paid)]),
        _money("lines", _("Lines"), _many(6, 12)),
        _compared("columns"),
        _compared("lines"),
        Chart("pie", _("Pie"), [Series(_("Activities"), "", _channels())]),
        Chart("pie", _("Twenty slices"), [Series(_("Deals"), "", _named(20))]),
        Chart("funnel", _("Funnel"), [Series(_("Deals"), "", _stages())]),
        Chart("columns", _("A few columns"), [Series(_("Deals"), "green", _months((3, 8, 1, 5)))]),
        _money("columns", _("Below nought"), [Series(_("Balance"), "orange", _months(BALANCE))]),
        _money("columns", _("Nine digits"), [Series(_("Value"), "violet", _months(("123456789.99", "987654321", 5)))]),
        Chart("area", _("One point"), [Series(_("Deals"), "blue", _months((7,)))]),
        Chart("lines", _("Gaps"), [Series(_("Rate"), "red", _months(GAPS))], "percent"),
        Chart("columns", _("Nothing yet"), [Series(_("Deals"), "blue", _months((0, 0, 0)))]),
        Chart("columns", _("Forty names"), [Series(_("Activities"), "cyan", _named(40))]),
        Chart("columns", _("Six series"), _many(6, 6)),
    ]


def _wide() -> Chart:
    """Return ninety days that can be zoomed into."""
    days = [date(2017, 10, 1) + timedelta(days=day) for day in range(90)]
    series = []
    for number, (name, ink) in enumerate(((_("Invoiced"), "grey"), (_("Paid"), "green"))):
        points = []
        for place, day in enumerate(days):
            value = (place * (7 + number * 6) % 23) * 450 if place % 3 else 0
            iso = day.isoformat()
            points.append(Point(iso, format_date(day, "day"), value, _address(), since=iso, until=iso))
        series.append(Series(name, ink, points, total=sum(point.value or 0 for point in points), href=_address()))
    zoom = f"{reverse('ui:charts')}?from={{from}}&to={{to}}"
    return Chart("area", _("Ninety days"), series, "money", "EUR", 260, zoom=zoom)


def _money(kind: str, title: str, series: Sequence[Series]) -> Chart:
    return Chart(kind, title, series, "money", "EUR")


def _compared(kind: str) -> Chart:
    series = Series(_("Won"), "green", _months((12, 18, 9, 22)), previous=_months((10, 21, 14, 6)))
    return Chart(kind, _("Compared: %(kind)s") % {"kind": kind}, [series], previous_label=_("a year before"))


def _months(values: Sequence[str | int | None]) -> list[Point]:
    return [
        Point(
            f"M-2017-{place:02}",
            format_date(date(2017, place, 1), "LLL"),
            None if value is None else Decimal(value),
            _address(),
        )
        for place, value in enumerate(values, 1)
    ]


def _many(count: int, months: int) -> list[Series]:
    rows = [[(place * 7 + number * 5) % 19 * 700 + number * 900 for place in range(months)] for number in range(count)]
    return [
        Series(_("Row %(number)d") % {"number": number + 1}, INKS[number], _months(values))
        for number, values in enumerate(rows)
    ]


def _channels() -> list[Point]:
    return [
        Point(code, code.capitalize(), count, _address(), ink=code)
        for code, count in zip(CHANNELS, COUNTS, strict=True)
    ]


def _named(count: int) -> list[Point]:
    values: list[Number] = [max(400 // (place + 1) - 3, 0) for place in range(count)]
    return [
        Point(str(place), f"Marty Freudenburg-{place} of the North", value, _address())
        for place, value in enumerate(values)
    ]


def _stages() -> list[Point]:
    return [Point(name, name, count, _address(), ink=colour) for name, colour, count in STAGES]


def _address() -> str:
    return reverse("ui:sample", args=["deal"])
