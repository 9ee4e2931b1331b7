"""POST /undo/...: what a toast's Undo calls."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.items.actions import restore_items, undo_change
from comptoir.ui.responses import notify


@require_POST
def restore(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    restore_items(batch, actor=request.user, at=timezone.now())
    return notify(request, HttpResponse(status=204), _("Restored."), kind="good")


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    left = undo_change(batch, actor=request.user, at=timezone.now())
    message = _("Put back, except what was changed again since.") if left else _("Put back as it was.")
    return notify(request, HttpResponse(status=204), message, kind="good")
