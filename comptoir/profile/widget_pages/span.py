"""A chart of the days that a user has selected on it, by finer units of time."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from comptoir.account.queries import today
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.kit.period import Period, parse_period
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.widget_pages.arranging import opened
from comptoir.profile.widgets.drawing import draw_alone, plan
from comptoir.profile.widgets.titles import title_of
from comptoir.profile.widgets.widget import DATES
from comptoir.ui.component_values import Crumb
from comptoir.ui.periods import period_label, period_span
from comptoir.ui.render import render

TALL = 3
# A span of at most so many days is divided by this unit, if the widget's own is not finer yet.
FINER = ((45, "day"), (200, "week"), (1000, "month"))


@require_safe
def widget_span(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Show the widget over ?days=, a period's code. Errors: NotFound, UnknownWidget, UnknownPeriod."""
    asked, seen = opened(request, item_type, item_id)
    widget = seen.find(widget_id)
    days = parse_period(request.GET.get("days", ""), asked.past or today())
    with in_its_time(asked):
        spanned = replace(widget, period=days.code, by=_finer(widget.by, days), height=TALL)
        tile = draw_alone(plan(spanned, asked), asked)
    context = {
        "asked": asked,
        # The page behind shows the same widget: its drawing keeps the name.
        "tile": replace(tile, widget=replace(tile.widget, id=f"{widget.id}-span")),
        "title": title_of(widget),
        "period": period_label(days),
        "span": period_span(days),
        "page_url": asked.page(period=days.code),
        "crumbs": [
            Crumb(
                asked.item_type.title_of(asked.item) or f"#{asked.item.pk}", card_url(asked.item_type, asked.item.pk)
            ),
            Crumb(pgettext("of a client", "Profile"), asked.page()),
        ],
    }
    return render(request, "profile/widget_pages/span.html", context)


def _finer(unit: str, days: Period) -> str:
    if unit not in DATES or days.days is None:
        return unit
    fitting = next((name for most, name in FINER if days.days <= most), unit)
    return min(unit, fitting, key=DATES.index)
