"""The History tab, the way back from a toast, and what pages that are open ask for: what happened since."""

import uuid
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.events.models import Event
from comptoir.items.cards.frame import open_card
from comptoir.items.core.addresses import card_url, changed_event, item_event, reload_event
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.values import to_integer
from comptoir.items.history.reading import PAGE, history_of, types_of_batch
from comptoir.items.writing import restore_items, undo_change
from comptoir.kit.errors import BadRequest, NotAValue
from comptoir.ui.render import render
from comptoir.ui.responses import notify, trigger

MOST = 1_000
LONGEST_NUMBER = 18
# The events whose subject begins so change what forms offer and what lists show.
SHARED = {"directory": "directories:changed"}


def history(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    """GET /deals/7/history/: everything that happened to the item, newest first."""
    frame = open_card(request, item_type, item_id, "history")
    entries = history_of(item_type, frame.item, user_of(request), before=_before(request), size=PAGE + 1)
    older = card_url(item_type, item_id, "history", before=entries[PAGE - 1].id) if len(entries) > PAGE else ""
    return render(request, "items/history/history.html", {**vars(frame), "entries": entries[:PAGE], "older_url": older})


def _before(request: HttpRequest) -> int:
    try:
        return to_integer(request.GET.get("before", "")) or 0
    except NotAValue as error:
        raise BadRequest from error


@require_GET
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """GET /live/?after=: answer the number of the last event, and what the viewer's open pages should show again.

    One query; no names and no numbers of records.

    Without `after` nothing has happened yet: a page asks so when it opens.
    """
    viewer = user_of(request)
    asked = request.GET.get("after", "0")
    if not asked.isascii() or not asked.isdigit() or len(asked) > LONGEST_NUMBER:
        raise BadRequest
    after = int(asked)
    if not after:
        last = Event.objects.order_by("-id").values_list("id", flat=True).first()
        return JsonResponse({"after": last or 0, "events": []})
    rows = list(Event.objects.filter(id__gt=after).order_by("-id").values_list("id", "item_type", "subject")[:MOST])
    names = _names({(type_id, subject.partition(":")[0]) for _id, type_id, subject in rows}, viewer)
    return JsonResponse({"after": rows[0][0] if rows else after, "events": sorted(names)})


def _names(found: Iterable[tuple[int, str]], viewer: User) -> set[str]:
    names = {SHARED[kind] for _type_id, kind in found if kind in SHARED}
    for type_id, _kind in found:
        item_type = item_types.by_id(type_id) if type_id else None
        if item_type is not None and item_type.allowed(viewer, "read"):
            names.add(changed_event(item_type))
    return names


@require_POST
def restore(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """POST /undo/.../restore/: what was deleted together comes back."""
    restore_items(batch, actor=user_of(request), at=timezone.now())
    response = HttpResponse(status=204)
    for item_type in types_of_batch(batch):
        trigger(response, changed_event(item_type))
    return notify(request, response, _("Restored."), kind="good")


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """POST /undo/.../: a change is taken back; the page hears which items to show again."""
    undone = undo_change(batch, actor=user_of(request), at=timezone.now())
    response = HttpResponse(status=204)
    for item_type, item_id in undone.items:
        for event in (changed_event(item_type), item_event(item_type, item_id), reload_event(item_type, item_id)):
            trigger(response, event)
    message = _("Put back, except what was changed again since.") if undone.left else _("Put back as it was.")
    return notify(request, response, message, kind="good")
