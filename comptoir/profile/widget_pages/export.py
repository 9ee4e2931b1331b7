"""A widget's numbers as a file, and how a widget of several figures is calculated."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from comptoir.account.queries import today
from comptoir.analytics.metric import metrics, terms_of
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.profile.errors import InvalidWidget
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.widget_pages.arranging import opened
from comptoir.profile.widgets.drawing import draw_alone, plan
from comptoir.profile.widgets.links import series_explained_url
from comptoir.profile.widgets.table import as_csv, as_xlsx
from comptoir.profile.widgets.titles import OPERATIONS, division_label, series_label, title_of
from comptoir.ui.component_values import Crumb
from comptoir.ui.periods import period_label, period_span
from comptoir.ui.render import render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
LONGEST_CRUMB = 60


@require_safe
def widget_export(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Send the numbers as CSV, or as a workbook with ?format=xlsx. Errors: UnknownWidget, InvalidWidget."""
    asked, seen = opened(request, item_type, item_id)
    widget = seen.find(widget_id)
    planned = plan(widget, asked)
    if planned.faults:
        raise InvalidWidget(fields=planned.faults)
    with in_its_time(asked):
        tile = draw_alone(planned, asked)
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    rows = tile.kind.rows(tile)
    content = as_xlsx(rows, tile.title) if kind == "xlsx" else as_csv(rows)
    name = f"{slugify(tile.title)[:60] or 'widget'}-{today().isoformat()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=XLSX if kind == "xlsx" else CSV, headers=headers)


@require_safe
def widget_explanation(request: HttpRequest, item_type: ItemType, item_id: int, widget_id: str) -> HttpResponse:
    """Say what each figure of a widget is, over which days, and lead to its own explanation. Errors: UnknownWidget."""
    asked, seen = opened(request, item_type, item_id)
    widget = seen.find(widget_id)
    known = [(each, figure) for each in widget.series if (figure := metrics.find(each.figure))]
    planned = plan(widget, asked)
    with in_its_time(asked):
        tile = draw_alone(planned, asked)
    title = asked.item_type.title_of(asked.item) or f"#{asked.item.pk}"
    context = {
        "asked": asked,
        "tile": tile,
        "title": title_of(widget),
        "period": period_label(planned.period),
        "span": period_span(planned.period),
        "division": division_label(widget.by, [figure for _each, figure in known]) if widget.by else "",
        "operation": OPERATIONS.get(widget.operation, ""),
        "figures": [
            (series_label(each), figure, terms_of(figure), series_explained_url(widget, asked, each))
            for each, figure in known
        ],
        "crumbs": [
            Crumb(title[:LONGEST_CRUMB], card_url(asked.item_type, asked.item.pk)),
            Crumb(pgettext("of a client", "Profile"), asked.page()),
            Crumb(_("How it is calculated")),
        ],
    }
    return render(request, "profile/widget_pages/explanation.html", context)
