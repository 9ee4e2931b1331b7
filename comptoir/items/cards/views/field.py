"""GET and POST /deals/7/fields/amount/: a field of the card edited in place."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from comptoir.access.signed_in import user_of
from comptoir.account.queries import account
from comptoir.items.cards.answers import out_of_sight, tell_changed, undo_url
from comptoir.items.cards.card import figures_of, shown_field, stage_context, urls_of
from comptoir.items.cards.reading import Card, card_of, is_editable
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.errors import NOT_WRITABLE
from comptoir.items.kinds.display import Display
from comptoir.items.kinds.forms import control_for, read_field
from comptoir.items.kinds.related import related_to
from comptoir.items.writing import update_item
from comptoir.kit.errors import BadRequest, Forbidden
from comptoir.ui.render import render
from comptoir.ui.responses import notify


def field(request: HttpRequest, item_type: ItemType, item_id: int, code: str) -> HttpResponse:
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
    values = {edited.code: read_field(edited, request.POST)}
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
        "moves": edited.code in ("pipeline", "stage"),
        **stage_context(card),
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
