"""GET /deals/: the list of a type."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from comptoir.access.reader import reader
from comptoir.items.errors import OperationRefused
from comptoir.items.list_screen import list_context
from comptoir.items.queries.list_request import read_request
from comptoir.items.queries.listing import Listing
from comptoir.items.types import ItemType
from comptoir.ui.render import render


def list_page(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    if not item_type.allowed(reader(request), "read"):
        raise OperationRefused(_("read"), item_type.plural)
    listing = Listing(read_request(item_type, request.GET), reader(request))
    return render(request, "items/list/page.html", list_context(listing))
