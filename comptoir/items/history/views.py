"""GET /deals/7/history/: everything that happened to the item, newest first."""

from django.http import HttpRequest, HttpResponse

from comptoir.access.signed_in import user_of
from comptoir.items.cards.card import open_card
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.history.reading import PAGE, history_of
from comptoir.items.kinds.values import NotAValue, to_integer
from comptoir.kit.errors import BadRequest
from comptoir.ui.render import render


def history(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    context = open_card(request, item_type, item_id, "history")
    entries = history_of(item_type, context["item"], user_of(request), before=_before(request), size=PAGE + 1)
    older = card_url(item_type, item_id, "history", before=entries[PAGE - 1].id) if len(entries) > PAGE else ""
    return render(request, "items/history/history.html", {**context, "entries": entries[:PAGE], "older_url": older})


def _before(request: HttpRequest) -> int:
    try:
        return to_integer(request.GET.get("before", "")) or 0
    except NotAValue as error:
        raise BadRequest from error
