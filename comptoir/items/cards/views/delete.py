"""POST /deals/7/delete/: the item is deleted; the toast brings it back. `in_place`: asked from a list that stays."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.answers import done
from comptoir.items.cards.reading import card_of
from comptoir.items.core.addresses import changed_event, list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.writing import delete_items
from comptoir.ui.responses import is_partial, notify, trigger


@require_POST
def delete(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    title = card_of(item_type, item_id, user_of(request)).title
    batch = delete_items(item_type, [item_id], actor=user_of(request), at=timezone.now())
    message, undo = _("“%(title)s” deleted.") % {"title": title}, reverse("items:restore", args=[batch])
    if "in_place" in request.POST and is_partial(request):
        response = trigger(HttpResponse(status=204), changed_event(item_type))
        return notify(request, response, message, undo_url=undo)
    return done(request, list_url(item_type), message, undo=undo, event=changed_event(item_type))
