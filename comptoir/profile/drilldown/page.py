"""The records behind a figure: exactly those counted, with the total that the figure shows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.analytics.errors import UnknownMetric
from comptoir.analytics.explain import hidden
from comptoir.analytics.metric import UNITS, Figure, Metric, Ratio, metrics, terms_of
from comptoir.analytics.questions import check_part
from comptoir.items.core.item_types import ItemType
from comptoir.profile.client import find_client
from comptoir.profile.drilldown.export import may_export
from comptoir.profile.drilldown.list_links import list_address
from comptoir.profile.drilldown.records import Foot, Records, listed, ordered
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import counted_words, crumbs, part_words, scope_words, written
from comptoir.ui.component_values import Column, Page, Tab
from comptoir.ui.render import render

PAGE = 100


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
    viewer = asked.scope.viewer
    figure = find_figure(code)
    metric = term_of(figure, request.GET.get("term", ""))
    part = part_of(request, figure)
    rows = metric.rows(asked.scope, part)
    foot = _foot(metric, rows, asked, part)
    number = _page_number(request.GET.get("page", ""), foot.count)
    in_order, order = ordered(metric, rows, request.GET.get("order", ""))
    records = listed(metric, in_order[(number - 1) * PAGE : number * PAGE], asked.scope)
    here = {**part, **({"term": metric.code} if isinstance(figure, Ratio) else {})}
    context = {
        "asked": asked,
        "figure": figure,
        "metric": metric,
        "records": records,
        "columns": _columns(records, order, lambda wanted: asked.figure(code, **here, order=wanted)),
        "foot": foot,
        "page": _pages(number, foot.count, lambda page: asked.figure(code, **here, order=order, page=page)),
        "terms": _tabs(figure, metric, asked, part),
        "words": [*part_words(metric, part), *scope_words(asked)],
        "list_url": "" if asked.past else list_address(metric, asked, part),
        "export_url": asked.export(figure.code, **here, order=order) if may_export(metric, viewer) else "",
        "shown": written(metric, foot.total),
        "crumbs": crumbs(asked, figure),
        "counted": counted_words(metric, foot.count),
        "explained_url": asked.explained(figure.code, **part),
        "currency": account().currency,
        "limited": bool(hidden(asked.scope, [metric])),
    }
    return render(request, "profile/drilldown/page.html", context)


def find_figure(code: str) -> Figure:
    figure = metrics.find(code)
    if figure is None:
        raise UnknownMetric
    return figure


def part_of(request: HttpRequest, figure: Figure) -> dict[str, str]:
    """Return which part of the figure is asked for: the parameters that are groups of some metric.

    Errors: UnknownGroup.
    """
    known = {name for figure in metrics for term in terms_of(figure) for name in term.source.groups} | set(UNITS)
    part = {name: request.GET[name] for name in sorted(known) if name in request.GET}
    check_part(figure, part)
    return part


def term_of(figure: Figure, code: str) -> Metric:
    """Return the metric whose records are shown: the named term of a ratio, else its first, else the figure itself."""
    terms = terms_of(figure)
    return next((term for term in terms if term.code == code), terms[0])


def _foot(metric: Metric, rows: Any, asked: Asked, part: dict[str, str]) -> Foot:
    total = metric.number(rows.aggregate(total=metric.aggregate())["total"])
    count = rows.count() if metric.sums else int(total)
    return Foot(count, total, metric.value(asked.scope, part))


def _page_number(text: str, count: int) -> int:
    last = max(-(-count // PAGE), 1)
    return min(max(int(text), 1), last) if text.isdecimal() and len(text) < 9 else 1


def _pages(number: int, count: int, url: Callable[[int], str]) -> Page:
    first, last = (number - 1) * PAGE + 1, min(number * PAGE, count)
    return Page(
        first if count else 0,
        last,
        count,
        previous_url=url(number - 1) if number > 1 else "",
        next_url=url(number + 1) if last < count else "",
    )


def _columns(records: Records, order: str, url: Callable[[str], str]) -> list[Column]:
    """Return the heads: a click sorts, numbers by the largest first; another click turns the order round."""
    heads = []
    for column in records.columns:
        is_current = order.lstrip("-") == column.code
        descending = order.startswith("-") if is_current else not column.numeric
        address = url(column.code if descending else f"-{column.code}") if column.order else ""
        direction = ("desc" if order.startswith("-") else "asc") if is_current else ""
        heads.append(Column(column.label, numeric=column.numeric, sort_url=address, direction=direction))
    return heads


def _tabs(figure: Figure, metric: Metric, asked: Asked, part: dict[str, str]) -> list[Tab]:
    if not isinstance(figure, Ratio):
        return []
    return [
        Tab(term.label, asked.figure(figure.code, **part, term=term.code), current=term is metric)
        for term in figure.terms
    ]
