"""The four key figures as a fragment: the card's General tab and the hover card of a client's name ask for it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from comptoir.access.signed_in import user_of
from comptoir.items.core.item_types import ItemType
from comptoir.profile.as_it_was import in_its_time
from comptoir.profile.asking import read_asked
from comptoir.profile.strip import strip_of
from comptoir.profile.views.client import find_client
from comptoir.ui.render import render


@require_safe
def strip(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """Show the strip for the reader's usual period. Errors: NotFound, and those of the address's scope."""
    viewer = user_of(request)
    client = find_client(item_type, item_id, viewer)
    asked = read_asked(request.GET, item_type, client, viewer)
    with in_its_time(asked):
        found = strip_of(asked)
    title = item_type.title_of(client) or f"#{client.pk}"
    return render(request, "profile/_strip.html", {"strip": found, "title": title})
