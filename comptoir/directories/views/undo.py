"""Undoing a change set of the lists."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.directories.actions import undo_change_set
from comptoir.directories.screen import address
from comptoir.ui.responses import notify, trigger

CHANGED = "directories:changed"


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    undone = undo_change_set(batch, actor=user_of(request), at=timezone.now())
    message = _("The change is undone.")
    if undone.left:
        left = " ".join(dict.fromkeys(str(reason) for _change, reason in undone.left))
        message = _("The change is undone in part. %(left)s") % {"left": left}
    if request.headers.get("HX-Request") or "application/json" in request.headers.get("Accept", ""):
        response = trigger(HttpResponse(status=204), "slider:close")
        return notify(request, trigger(response, CHANGED), message, kind="good")
    return notify(request, HttpResponseRedirect(address(undone.directory)), message, kind="good")
