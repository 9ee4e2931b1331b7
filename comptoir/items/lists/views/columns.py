"""POST /deals/columns/: which columns the reader's list shows."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.views.back import back_url
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.save_list_view import save_list_view
from comptoir.items.lists.tables import TITLE, columns_of


@require_POST
def columns(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    known = columns_of(item_type)
    chosen = [] if "restore" in request.POST else [code for code in request.POST.getlist("columns") if code in known]
    order = request.POST.get("order", "")
    sortable = {column.sort for column in known.values()}
    save_list_view(
        item_type,
        [TITLE, *(code for code in chosen if code != TITLE)] if chosen else [],
        order if order.removeprefix("-") in sortable else "",
        actor=user_of(request),
    )
    return HttpResponseRedirect(back_url(request, list_url(item_type)))
