"""Responses to changes of an item: what is redrawn, which events the page receives, and the undo."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.events.models import Event
from comptoir.items import events
from comptoir.items.core.addresses import card_url, changed_event, item_event, list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.writing.undo import can_be_undone
from comptoir.kit.text import Text
from comptoir.ui.responses import go_to, in_slider, is_partial, notify, saved, trigger


def undo_url(item_type: ItemType, item_id: int, actor: User, at: datetime) -> str:
    """Return the address that undoes the change just made, "" if nothing changed or it cannot be undone."""
    change = (
        Event.objects.filter(item_type=item_type.type_id, item_id=item_id, actor=actor, at=at, code=events.CHANGED.code)
        .order_by("-id")
        .first()
    )
    if change is None or not can_be_undone(item_type, change.changes):
        return ""
    return reverse("items:undo", args=[change.batch])


def tell_changed(response: HttpResponse, item_type: ItemType, item_id: int) -> HttpResponse:
    """Tell the page that the item changed: lists and its card's timeline refresh themselves."""
    trigger(response, changed_event(item_type))
    return trigger(response, item_event(item_type, item_id))


def done(request: HttpRequest, url: str, message: Text, *, undo: str = "", event: str = "") -> HttpResponse:
    """Answer a form that was sent from a slider (it closes) or from a page (it goes to `url`)."""
    if in_slider(request) or not is_partial(request):
        return saved(request, url, message, undo_url=undo, event=event)
    return go_to(request, url, message, undo=undo)


def created(request: HttpRequest, item_type: ItemType, item: Item) -> HttpResponse:
    """Answer the form of a new item: its card is shown, in the slider or on the page."""
    message = gettext("“%(title)s” created.") % {"title": item_type.title_of(item) or f"#{item.pk}"}
    if not item_type.visible_to(user_of(request)).filter(pk=item.pk).exists():
        return done(request, list_url(item_type), message, event=changed_event(item_type))
    if in_slider(request):
        return notify(request, HttpResponseRedirect(card_url(item_type, item.pk, created=1)), message)
    return go_to(request, card_url(item_type, item.pk), message)


def out_of_sight(request: HttpRequest, item_type: ItemType, message: Text) -> HttpResponse:
    """Answer a change after which the viewer no longer sees the item."""
    return done(request, list_url(item_type), message, event=changed_event(item_type))
