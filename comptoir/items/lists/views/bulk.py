"""POST /deals/bulk/...: what is done to the selected rows of a list."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.items.cards.views.back import back_url
from comptoir.items.core.addresses import list_url
from comptoir.items.core.item_types import ItemType
from comptoir.items.kinds.values import NotAValue, to_integer
from comptoir.items.writing import delete_items, update_items
from comptoir.kit.errors import BadRequest, Invalid
from comptoir.ui.responses import notify

MOST = 500
NOTHING_SELECTED = _("No row is selected. Tick the rows first.")


@require_POST
def bulk_delete(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    ids = _selected(request)
    batch = delete_items(item_type, ids, actor=user_of(request), at=timezone.now())
    message = ngettext("%(count)d record deleted.", "%(count)d records deleted.", len(ids)) % {"count": len(ids)}
    response = HttpResponseRedirect(back_url(request, list_url(item_type)))
    return notify(request, response, message, undo_url=reverse("items:restore", args=[batch]))


@require_POST
def bulk_responsible(request: HttpRequest, item_type: ItemType) -> HttpResponse:
    ids = _selected(request)
    if not request.POST.get("responsible"):
        raise Invalid(_("Choose who becomes responsible."))
    values = {"responsible": request.POST["responsible"]}
    count = update_items(item_type, ids, values, actor=user_of(request), at=timezone.now())
    message = ngettext("%(count)d record changed.", "%(count)d records changed.", count) % {"count": count}
    return notify(request, HttpResponseRedirect(back_url(request, list_url(item_type))), message, kind="good")


def _selected(request: HttpRequest) -> Sequence[int]:
    try:
        ids = [to_integer(text) or 0 for text in request.POST.getlist("ids")[: MOST + 1]]
    except NotAValue as error:
        raise BadRequest from error
    if not ids:
        raise Invalid(NOTHING_SELECTED)
    if len(ids) > MOST:
        raise BadRequest
    return list(dict.fromkeys(ids))
