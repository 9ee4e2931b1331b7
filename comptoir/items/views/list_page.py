"""GET /deals/: the list of a type."""

from django.http import HttpRequest, HttpResponse

from comptoir.items.list_screen import list_context
from comptoir.items.queries.listing import Listing
from comptoir.items.queries.segments import asked_for
from comptoir.items.types import ItemType
from comptoir.items.views.reading import reader_of
from comptoir.ui.render import render


def list_page(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    viewer = reader_of(request, item_type)
    listing = Listing(asked_for(item_type, request.GET, viewer), viewer)
    return render(request, "items/list/page.html", list_context(listing))
