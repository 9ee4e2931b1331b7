"""POST /undo/...: what a toast's Undo calls; the page hears which items to show anew."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.core.addresses import changed_event, item_event, reload_event
from comptoir.items.history.reading import types_of_batch
from comptoir.items.writing import restore_items, undo_change
from comptoir.ui.responses import notify, trigger


@require_POST
def restore(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    restore_items(batch, actor=user_of(request), at=timezone.now())
    response = HttpResponse(status=204)
    for item_type in types_of_batch(batch):
        trigger(response, changed_event(item_type))
    return notify(request, response, _("Restored."), kind="good")


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    undone = undo_change(batch, actor=user_of(request), at=timezone.now())
    response = HttpResponse(status=204)
    for item_type, item_id in undone.items:
        for event in (changed_event(item_type), item_event(item_type, item_id), reload_event(item_type, item_id)):
            trigger(response, event)
    message = _("Put back, except what was changed again since.") if undone.left else _("Put back as it was.")
    return notify(request, response, message, kind="good")
