"""POST /activities/9/complete/ and /reopen/: done, or not done after all."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.answers import tell_changed, undo_url
from comptoir.items.cards.views.back import back_url
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import item_types
from comptoir.items.writing import update_item
from comptoir.ui.responses import is_partial, notify


@require_POST
def complete(request: HttpRequest, activity_id: int) -> HttpResponse:
    return _set(request, activity_id, completed=True, message=_("Done."))


@require_POST
def reopen(request: HttpRequest, activity_id: int) -> HttpResponse:
    return _set(request, activity_id, completed=False, message=_("To do again."))


def _set(request: HttpRequest, activity_id: int, *, completed: bool, message: str | Promise) -> HttpResponse:
    activity, at = item_types.get("activity"), timezone.now()
    update_item(activity, activity_id, {"completed": completed}, actor=user_of(request), at=at)
    undo = undo_url(activity, activity_id, user_of(request), at)
    if not is_partial(request):
        return notify(request, HttpResponseRedirect(back_url(request, list_url(activity))), message, undo_url=undo)
    response = tell_changed(HttpResponse(status=204), activity, activity_id)
    return notify(request, response, message, undo_url=undo)
