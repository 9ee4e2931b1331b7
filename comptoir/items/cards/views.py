"""/deals/7/ and below: the card, tabs that list related items, a field edited in place, the stage, the deletion."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.items.cards.card import Card, card_of, is_editable, urls_of
from comptoir.items.cards.frame import frame
from comptoir.items.cards.general import figures_of, general_tab, shown_field
from comptoir.items.cards.responses import done, out_of_sight, tell_changed, undo_url
from comptoir.items.cards.stages import stage_bar
from comptoir.items.cards.tabs import tabs, within
from comptoir.items.core.addresses import card_url, changed_event, list_url
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.drawing.display import Display
from comptoir.items.drawing.forms import control_for
from comptoir.items.drawing.related import related_to
from comptoir.items.errors import NOT_WRITABLE
from comptoir.items.kinds.stage import stage_choice
from comptoir.items.lists.cells import table_of
from comptoir.items.lists.listing import Listing
from comptoir.items.lists.request import read_request
from comptoir.items.writing import delete_items, update_item
from comptoir.kit.errors import BadRequest, Forbidden, NotFound
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial, notify, trigger


def card_page(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """GET /deals/7/: the card, its General tab."""
    card = card_of(item_type, item_id, user_of(request))
    response = render(request, "items/cards/card.html", {**vars(frame(card)), **vars(general_tab(card))})
    # A new item's card takes the place of its form in the slider: the list behind should know.
    return trigger(response, changed_event(item_type)) if "created" in request.GET and is_partial(request) else response


def related_tab(request: HttpRequest, item_type: ItemType, item_id: int, tab: str) -> HttpResponse:
    """GET /companies/7/deals/: a tab that lists related items."""
    card = card_of(item_type, item_id, user_of(request))
    found = tabs.find_for(item_type, tab)
    if found is None or found.related is None or not found.visible(user_of(request), item_type, card.item):
        raise NotFound
    target = item_types.get(found.related.target)
    asked = replace(read_request(target, request.GET), base=card_url(item_type, item_id, tab), group="")
    listing = Listing(asked, user_of(request), within=within(found, card))
    context = {"table": table_of(listing), "page": listing.page, "target": target}
    return render(request, "items/cards/related.html", {**vars(frame(card, tab)), **context})


def field(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> HttpResponse:
    """GET and POST /deals/7/fields/amount/: a field of the card edited in place."""
    card = card_of(item_type, item_id, user_of(request))
    edited = item_type.field(code)
    if request.method == "POST":
        return _save(request, card, edited)
    if not is_editable(card, edited):
        raise Forbidden(NOT_WRITABLE)
    shown = shown_field(card, edited, Display(item_type, related_to(user_of(request), item_type, [], []), ""))
    control = control_for(item_type, edited, user_of(request), item=card.item)
    return render(request, "items/cards/_field_form.html", {"card": card, "field": shown, "control": control})


def _save(request: HttpRequest, card: Card, edited: Field) -> HttpResponse:
    item_type, ident, at = card.type, card.item.pk, timezone.now()
    values = {edited.code: edited.kind.read_form(edited, request.POST)}
    update_item(item_type, ident, values, actor=user_of(request), at=at, seen=_seen(request))
    if not item_type.visible_to(user_of(request)).filter(pk=ident).exists():
        return out_of_sight(request, item_type, _("Saved. This record is no longer within your sight."))
    card = card_of(item_type, ident, user_of(request))
    card.related = related_to(user_of(request), item_type, [card.item], [edited])
    display = Display(item_type, card.related, account().currency)
    context = {
        "card": card,
        "item_type": item_type,
        "field": shown_field(card, edited, display),
        "figures": figures_of(card),
        "urls": urls_of(card),
        "moves": edited.kind.is_moved,
        "bar": stage_bar(card),
    }
    response = tell_changed(render(request, "items/cards/_field_saved.html", context), item_type, ident)
    undo = undo_url(item_type, ident, user_of(request), at)
    return notify(request, response, _("Saved."), undo_url=undo, kind="good") if undo else response


def _seen(request: HttpRequest) -> datetime | None:
    text = request.POST.get("seen", "")
    try:
        moment = parse_datetime(text) if text else None
    except ValueError as error:
        raise BadRequest from error
    if text and (moment is None or moment.tzinfo is None):
        raise BadRequest
    return moment


@require_POST
def stage(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """POST /deals/7/stage/: the item moves to another stage."""
    if not item_type.stage_directory:
        raise NotFound
    code, at = request.POST.get("stage") or request.GET.get("stage", ""), timezone.now()
    item = update_item(item_type, item_id, {"stage": code}, actor=user_of(request), at=at)
    choice = stage_choice(item_type, item, item.stage)
    message = _("Moved to “%(stage)s”.") % {"stage": choice.name if choice else item.stage}
    undo = undo_url(item_type, item_id, user_of(request), at)
    if not is_partial(request):
        return notify(request, HttpResponseRedirect(card_url(item_type, item_id)), message, undo_url=undo)
    card = card_of(item_type, item_id, user_of(request))
    context = {"card": card, "figures": figures_of(card), "urls": urls_of(card), "bar": stage_bar(card)}
    response = tell_changed(render(request, "items/cards/_moved.html", context), item_type, item_id)
    return notify(request, response, message, undo_url=undo)


@require_POST
def delete(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """POST /deals/7/delete/: delete the item; the toast brings it back. `in_place`: asked from a list that stays."""
    title = card_of(item_type, item_id, user_of(request)).title
    batch = delete_items(item_type, [item_id], actor=user_of(request), at=timezone.now())
    message, undo = _("“%(title)s” deleted.") % {"title": title}, reverse("items:restore", args=[batch])
    if "in_place" in request.POST and is_partial(request):
        response = trigger(HttpResponse(status=204), changed_event(item_type))
        return notify(request, response, message, undo_url=undo)
    return done(request, list_url(item_type), message, undo=undo, event=changed_event(item_type))
