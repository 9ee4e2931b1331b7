"""The records behind a figure: exactly those counted, with the total that the figure shows."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.analytics.explain import hidden
from comptoir.analytics.item_list import list_address
from comptoir.analytics.metric import Figure, Metric, Number, Ratio, terms_of
from comptoir.analytics.scope import Rows
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.table import PAGE, draw, in_order, numbered_page
from comptoir.profile.asked_figure import find_figure, find_term, part_of
from comptoir.profile.client import find_client
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import crumbs, part_words, scope_words, written
from comptoir.ui.component_values import Tab
from comptoir.ui.render import render


@require_safe
def figure_page(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> HttpResponse:
    """Show the records; a ratio opens with two tabs, its numerator and its denominator.

    Errors: NotFound, UnknownMetric, UnknownPeriod, UnknownGroup.
    """
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    with in_its_time(asked):
        return _page(request, asked, code)


def _page(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    figure = find_figure(code)
    metric = term_of(figure, request.GET.get("term", ""))
    table, part = metric.source.records, part_of(figure, request.GET)
    rows = metric.rows(asked.scope, part)
    foot = _foot(metric, rows, asked, part)
    here = {**part, **({"term": metric.code} if isinstance(figure, Ratio) else {})}
    usual = table.usual_order
    in_their_order, order = in_order(rows, table.columns_with(metric.sums), request.GET.get("order", ""), usual)
    page, start = numbered_page(
        foot.count, request.GET.get("page", ""), lambda number: asked.figure(code, **here, order=order, page=number)
    )
    records = table.load(in_their_order[start : start + PAGE], asked.scope)
    columns = table.columns_on_page(metric.sums, records)
    context = {
        "asked": asked,
        "figure": figure,
        "metric": metric,
        "table": draw(columns, records, order, lambda wanted: asked.figure(code, **here, order=wanted)),
        "foot": foot,
        "page": page,
        "terms": _tabs(figure, metric, asked, part),
        "words": [*part_words(metric, part), *scope_words(asked)],
        "list_url": "" if asked.past else list_address(metric, asked.scope, part),
        "export_url": asked.export(figure.code, **here, order=order) if table.may_export(asked.scope.viewer) else "",
        "shown": written(metric, foot.total),
        "crumbs": crumbs(asked, figure),
        "counted": table.counted(foot.count),
        "explained_url": asked.explained(figure.code, **part),
        "limited": bool(hidden(asked.scope, [metric])),
    }
    return render(request, "profile/drilldown/page.html", context)


def term_of(figure: Figure, code: str) -> Metric:
    """Return the metric whose records are shown: a term that the figure does not have is its first one."""
    return find_term(figure, code) or terms_of(figure)[0]


@dataclass(frozen=True)
class Foot:
    """What stands at the end of a list: its count and sum, and the figure as the profile shows it."""

    count: int
    total: Number
    figure: Number

    @property
    def agrees(self) -> bool:
        return self.total == self.figure


def _foot(metric: Metric, rows: Rows, asked: Asked, part: dict[str, str]) -> Foot:
    total = metric.number(rows.aggregate(total=metric.aggregate())["total"])
    count = rows.count() if metric.sums else int(total)
    return Foot(count, total, metric.value(asked.scope, part))


def _tabs(figure: Figure, metric: Metric, asked: Asked, part: dict[str, str]) -> list[Tab]:
    if not isinstance(figure, Ratio):
        return []
    return [
        Tab(term.label, asked.figure(figure.code, **part, term=term.code), current=term is metric)
        for term in figure.terms
    ]
