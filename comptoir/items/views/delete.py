"""POST /deals/7/delete/: the item is deleted; the toast brings it back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.items.actions import delete_items
from comptoir.items.addresses import changed_event, list_url
from comptoir.items.answers import done
from comptoir.items.queries.card import card_of
from comptoir.items.types import ItemType


@require_POST
def delete(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    title = card_of(item_type, item_id, request.user).title
    batch = delete_items(item_type, [item_id], actor=request.user, at=timezone.now())
    return done(
        request,
        list_url(item_type),
        _("“%(title)s” deleted.") % {"title": title},
        undo=reverse("items:restore", args=[batch]),
        event=changed_event(item_type),
    )
