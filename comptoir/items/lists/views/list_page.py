"""GET /deals/: the list of a type."""

from django.http import HttpRequest, HttpResponse

from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.screen import list_context
from comptoir.items.lists.views.reading import reader_of
from comptoir.items.segments.reading import asked_for
from comptoir.ui.render import render


def list_page(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    viewer = reader_of(request, item_type)
    listing = Listing(asked_for(item_type, request.GET, viewer), viewer)
    return render(request, "items/lists/page.html", list_context(listing))
