"""POST /deals/7/stage/: the item moves to another stage."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.answers import tell_changed, undo_url
from comptoir.items.cards.card import figures_of, stage_context, urls_of
from comptoir.items.cards.reading import card_of
from comptoir.items.core.addresses import card_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.kinds.display import stage_choice
from comptoir.items.writing import update_item
from comptoir.kit.errors import NotFound
from comptoir.ui.render import render
from comptoir.ui.responses import is_partial, notify


@require_POST
def stage(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
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
    context = {"card": card, "figures": figures_of(card), "urls": urls_of(card), **stage_context(card)}
    response = tell_changed(render(request, "items/cards/_moved.html", context), item_type, item_id)
    return notify(request, response, message, undo_url=undo)
