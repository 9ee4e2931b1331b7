"""The explanation of a figure: how its value came about."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.analytics.explain import explain
from comptoir.analytics.metric import terms_of
from comptoir.items.core.item_types import ItemType
from comptoir.profile.asked_figure import find_figure, part_of
from comptoir.profile.client import find_client
from comptoir.profile.definitions import address_of
from comptoir.profile.request import Asked, read_asked
from comptoir.profile.time_travel import in_its_time
from comptoir.profile.words import crumbs, part_words, scope_words, written
from comptoir.ui.render import render


@require_safe
def explanation_page(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> HttpResponse:
    """Show formula, inputs, dates tested and what was left out. Errors: as the figure's own page."""
    viewer = user_of(request)
    asked = read_asked(request.GET, item_type, find_client(item_type, item_id, viewer), viewer)
    with in_its_time(asked):
        return _page(request, asked, code)


def _page(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    figure = find_figure(code)
    first = terms_of(figure)[0]
    part = part_of(figure, request.GET)
    context = {
        "asked": asked,
        "figure": figure,
        "definition_url": address_of(figure),
        "part": part,
        "explanation": explain(figure, asked.scope, part),
        "words": [*part_words(first, part), *scope_words(asked)],
        "crumbs": crumbs(asked, figure),
        "shown": written,
        "zone": account().time_zone,
    }
    return render(request, "profile/drilldown/explanation.html", context)
