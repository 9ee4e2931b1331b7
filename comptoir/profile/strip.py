"""The four key figures of a client in one row: on its card, and when a user points at its name."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.profile.client import find_client
from comptoir.profile.page import key_figures
from comptoir.profile.request import read_asked
from comptoir.profile.time_travel import in_its_time
from comptoir.ui.periods import short_period_label
from comptoir.ui.render import render


@require_safe
def strip(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the strip for the viewer's usual period. Errors: NotFound, and those of the address's scope."""
    viewer = user_of(request)
    client = find_client(item_type, item_id, viewer)
    asked = read_asked(request.GET, item_type, client, viewer)
    with in_its_time(asked):
        figures = key_figures(asked)
    caption = short_period_label(asked.scope.period)
    title = item_type.title_of(client) or f"#{client.pk}"
    return render(
        request, "profile/_strip.html", {"figures": figures, "title": title, "caption": caption, "page_url": asked.path}
    )
