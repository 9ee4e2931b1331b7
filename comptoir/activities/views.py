"""Pages of activities: a new one, planning and completing one, the timeline of a card."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from comptoir.access.signed_in import user_of
from comptoir.activities.pages import binding_controls, load_timeline, read_bindings
from comptoir.activities.planning import bindings_from
from comptoir.activities.queries import timeline_of
from comptoir.items.cards.card import card_of, urls_of
from comptoir.items.cards.new import controls_for, read_form, title_for
from comptoir.items.cards.responses import created, tell_changed, undo_url
from comptoir.items.core.addresses import card_url, changed_event, list_url, new_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.errors import REQUIRED, InvalidItem
from comptoir.items.writing import add_item, update_item
from comptoir.kit.errors import BadRequest, NotFound
from comptoir.kit.text import Text
from comptoir.ui.component_values import Crumb
from comptoir.ui.render import render
from comptoir.ui.responses import back_url, go_to, is_partial, notify, trigger


def new(request: HttpRequest) -> HttpResponse:
    activity = item_types.get("activity")
    if request.method == "POST":
        values = read_form(activity, request.POST) | {"bindings": read_bindings(request.POST)}
        item = add_item(activity, values, actor=user_of(request), at=timezone.now())
        return created(request, activity, item)
    context = {
        "item_type": activity,
        "title": title_for(activity),
        "crumbs": [Crumb(activity.plural, list_url(activity))],
        "controls": controls_for(activity, user_of(request), request.GET),
        "bindings": binding_controls(user_of(request), request.GET),
        "form_url": new_url(activity),
        "list_url": list_url(activity),
    }
    return render(request, "activities/new.html", context)


@require_POST
def plan(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    item, now = card_of(item_type, item_id, user_of(request)).item, timezone.now()
    activity, given = item_types.get("activity"), request.POST
    done = "done" in given
    title, when = given.get("title", "").strip(), given.get("when") or given.get("at", "")
    missing: dict[str, Text] = {"title": REQUIRED} if not title else {"at": REQUIRED} if not (when or done) else {}
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


@require_POST
def complete(request: HttpRequest, activity_id: int) -> HttpResponse:
    return _set(request, activity_id, completed=True, message=_("Done."))


@require_POST
def reopen(request: HttpRequest, activity_id: int) -> HttpResponse:
    return _set(request, activity_id, completed=False, message=_("To do again."))


def _set(request: HttpRequest, activity_id: int, *, completed: bool, message: Text) -> HttpResponse:
    activity, at = item_types.get("activity"), timezone.now()
    update_item(activity, activity_id, {"completed": completed}, actor=user_of(request), at=at)
    undo = undo_url(activity, activity_id, user_of(request), at)
    if not is_partial(request):
        return notify(request, HttpResponseRedirect(back_url(request, list_url(activity))), message, undo_url=undo)
    response = tell_changed(HttpResponse(status=204), activity, activity_id)
    return notify(request, response, message, undo_url=undo)


def timeline(request: HttpRequest, item_type: ItemType, item_id: int) -> HttpResponse:
    card = card_of(item_type, item_id, user_of(request))
    context = {"card": card, "urls": urls_of(card)}
    if text := request.GET.get("before", ""):
        before = parse_datetime(text) if len(text) < 40 else None
        if before is None:
            raise BadRequest
        before = before if before.tzinfo else timezone.make_aware(before)
        older = timeline_of(user_of(request), item_type, card.item, before)
        return render(request, "activities/timeline/_days.html", {**context, "timeline": older})
    panel = load_timeline(user_of(request), item_type, card.item)
    if panel is None:
        raise NotFound
    return render(
        request, "activities/timeline/_timeline.html", {**context, "panel": panel, "timeline": panel["timeline"]}
    )
