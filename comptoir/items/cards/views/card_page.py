"""GET /deals/7/: the card of an item, and its tabs that list related items."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from comptoir.access.signed_in import user_of
from comptoir.items.cards.card import frame, general_context
from comptoir.items.cards.reading import card_of, within
from comptoir.items.cards.tabs import tabs
from comptoir.items.core.addresses import card_url, changed_event
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.request import read_request
from comptoir.items.lists.screen import page_of
from comptoir.items.lists.table import grid_of
from comptoir.kit.errors import NotFound
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial, trigger


def card_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    card = card_of(item_type, item_id, user_of(request))
    response = render(request, "items/cards/card.html", {**frame(card), **general_context(card)})
    # A new item's card takes the place of its form in the slider: the list behind should know.
    return trigger(response, changed_event(item_type)) if "created" in request.GET and is_partial(request) else response


def related_tab(request: HttpRequest, item_type: ItemType, item_id: int, tab: str) -> HttpResponse:
    card = card_of(item_type, item_id, user_of(request))
    found = tabs.find_for(item_type, tab)
    if found is None or found.related is None or not found.visible(user_of(request), item_type, card.item):
        raise NotFound
    target = item_types.get(found.related.target)
    asked = replace(read_request(target, request.GET), base=card_url(item_type, item_id, tab), group="")
    listing = Listing(asked, user_of(request), within=within(found, card))
    context = {"grid": grid_of(listing), "page": page_of(listing), "listing": listing, "target": target}
    return render(request, "items/cards/related.html", {**frame(card, tab), **context})
