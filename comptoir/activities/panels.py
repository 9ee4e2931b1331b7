"""What activities bring to cards: the timeline beside the fields, and on their own card what they are bound to."""

from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.activities.choices import KIND_ICONS, PLANNABLE
from comptoir.activities.models import Activity
from comptoir.activities.planning import BOUND, slots
from comptoir.activities.queries import bound_items, timeline_of
from comptoir.items.cards.panels import Creation, Panel, creations, panels
from comptoir.items.core.addresses import new_url
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.history.reading import extra_labels

extra_labels.update(bindings=_("Linked records"), communications=_("Addresses"))


def load_timeline(viewer: User, item_type: ItemType, item: Any) -> dict[str, Any] | None:
    """Return the timeline of an item that activities can be bound to, with the box that plans one."""
    if not item_type.by_row or item_type.code == Activity.type_code:
        return None
    return {
        "timeline": timeline_of(viewer, item_type, item),
        "may_plan": item_type.may(viewer, "update", item),
        "kinds": [(kind.value, kind.label, KIND_ICONS[kind.value]) for kind in PLANNABLE],
        "slots": slots(timezone.now()),
    }


def load_bindings(viewer: User, item_type: ItemType, activity: Any) -> dict[str, Any] | None:
    reply = reply_address(item_type, activity) if item_type.may(viewer, "update", activity) else ""
    return {"items": bound_items(viewer, activity), "reply_url": reply}


def reply_address(item_type: ItemType, activity: Any) -> str:
    """Return the address of a form for the answer to an activity; "" for one that has no direction."""
    back = {"in": "out", "out": "in"}.get(activity.direction)
    if not activity.completed or back is None:
        return ""
    bound = dict(activity.bindings.order_by("-id").values_list("item_type", "item_id"))
    types = {code: item_types.get(code).type_id for code in BOUND}
    about = {code: bound[type_id] for code, type_id in types.items() if type_id in bound}
    words = {"answers": activity.pk, "kind": activity.kind, "direction": back, "title": activity.title, "completed": 1}
    return f"{new_url(item_type)}?{urlencode({**words, **about})}"


def about(item_type: ItemType, item: Any) -> dict[str, object] | None:
    """Return what a new activity created on a card is about."""
    return {item_type.code: item.pk} if item_type.code in BOUND else None


creations.add(Creation(Activity.type_code, about))
panels.add(Panel("timeline", "activities/timeline/_timeline_panel.html", load_timeline, slot="side", order=10))
panels.add(
    Panel("bindings", "activities/timeline/_bindings_panel.html", load_bindings, (Activity.type_code,), order=10)
)
