"""POST /deals/7/plan/: an activity planned, or noted as done, from a card."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.activities.planning import bindings_from
from comptoir.items.cards.answers import go_to
from comptoir.items.cards.reading import card_of
from comptoir.items.core.addresses import card_url, changed_event
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.errors import REQUIRED, InvalidItem
from comptoir.items.writing import add_item
from comptoir.ui.responses import is_partial, notify, trigger


@require_POST
def plan(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    item, now = card_of(item_type, item_id, user_of(request)).item, timezone.now()
    activity, given = item_types.get("activity"), request.POST
    done = "done" in given
    title, when = given.get("title", "").strip(), given.get("when") or given.get("at", "")
    missing: dict[str, str | Promise] = (
        {"title": REQUIRED} if not title else {"at": REQUIRED} if not (when or done) else {}
    )
    if missing:
        raise InvalidItem(missing)
    values: dict[str, object] = {
        "title": title,
        "kind": given.get("kind", ""),
        "completed": done,
        "bindings": bindings_from(user_of(request), item_type, item),
    }
    values |= {"happened_at": now} if done else {"deadline": when}
    add_item(activity, values, actor=user_of(request), at=now)
    message = _("Noted as done.") if done else _("Activity planned.")
    if not is_partial(request):
        return go_to(request, card_url(item_type, item_id), message)
    response = trigger(HttpResponse(status=204), changed_event(activity))
    return notify(request, response, message, kind="good")
