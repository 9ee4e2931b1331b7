"""GET /live/?after=: what happened since, for pages that are open; one query, no names and no numbers of records."""

from collections.abc import Iterable

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from comptoir.access.models import User
from comptoir.access.signed_in import user_of
from comptoir.events.models import Event
from comptoir.items.core.addresses import changed_event
from comptoir.items.core.item_types import item_types
from comptoir.kit.errors import BadRequest

MOST = 1_000
LONGEST_NUMBER = 18
# The events whose subject begins so change what forms offer and what lists show.
SHARED = {"directory": "directories:changed"}


@require_GET
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Answer the number of the last event, and what the pages of this reader should show anew.

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
