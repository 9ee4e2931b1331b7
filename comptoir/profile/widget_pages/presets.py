"""The ready-made widgets that the gallery offers, by what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from comptoir.analytics.metric import metrics
from comptoir.kit.text import Text
from comptoir.profile.widgets.shipped import default_grid
from comptoir.profile.widgets.widget import Series, Widget


@dataclass(frozen=True)
class Shelf:
    """Presets under one heading."""

    code: str
    label: Text
    widgets: Sequence[Widget]


def _of(figure: str, ink: str = "", **part: str) -> Series:
    return Series(figure, tuple(part.items()), ink=ink)


def shelves(client_type: str) -> list[Shelf]:
    """Return the shelves of the gallery; what is offered can be drawn."""
    shipped = {widget.id: widget for widget in default_grid(client_type)}
    deals = [
        shipped["deals"],
        Widget("won-by-month", "columns", (_of("won_value", "green"),), by="month"),
        Widget("won-and-lost", "stacked", (_of("won", "green"), _of("lost", "red")), by="quarter"),
        Widget("deal-funnel", "funnel", (_of("deals_alive"),), by="stage"),
        Widget("won-by-person", "rating", (_of("won_value"),), by="person"),
        Widget("win-rate", "number", (_of("win_rate"),), width=3, height=1),
        shipped["deals-total"],
    ]
    invoices = [
        shipped["invoices"],
        shipped["paid-on-time"],
        Widget("invoiced-and-paid", "columns", (_of("invoiced_gross", "grey"), _of("paid_gross", "green")), by="month"),
        Widget("invoices-by-status", "pie", (_of("invoiced_gross"),), by="stage"),
        shipped["overdue"],
        shipped["payments"],
    ]
    activities = [
        Widget("channels", "pie", (_of("activities"),), by="channel"),
        Widget("activities-by-month", "area", (_of("activities", "blue"),), by="month"),
        Widget(
            "in-and-out",
            "lines",
            (_of("activities", "blue", direction="in"), _of("activities", "orange", direction="out")),
            by="month",
        ),
        Widget("activities-by-person", "rating", (_of("activities"),), by="person"),
        Widget("channel-columns", "columns", (_of("activities"),), by="channel"),
        *(widget for id, widget in shipped.items() if id.startswith("channel-")),
    ]
    found = (
        ("deals", pgettext_lazy("shelf of the gallery", "Deals"), deals),
        ("invoices", pgettext_lazy("shelf of the gallery", "Invoices"), invoices),
        ("activities", pgettext_lazy("shelf of the gallery", "Activities"), activities),
    )
    return [Shelf(code, label, _by_height(widgets)) for code, label, widgets in found]


def find_preset(client_type: str, code: str) -> Widget | None:
    return next((each for shelf in shelves(client_type) for each in shelf.widgets if each.id == code), None)


def _by_height(widgets: Sequence[Widget]) -> list[Widget]:
    """Return the widgets that can be drawn, the tall ones first, so that few gaps are left between them."""
    return sorted((each for each in widgets if _is_known(each)), key=lambda widget: -widget.height)


def _is_known(widget: Widget) -> bool:
    return all(series.figure in metrics for series in widget.series)
