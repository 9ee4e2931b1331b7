"""What activities bring to pages: the form for a new one, columns of lists, panels of cards, entries of the shell."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.activities.choices import KIND_ICONS, PLANNABLE
from comptoir.activities.items import ACTIVITY
from comptoir.activities.models import Activity
from comptoir.activities.planning import BOUND, slots
from comptoir.activities.queries import bound_items, count_due, next_activities, timeline_of
from comptoir.items.cards.new import CreateForm, create_forms
from comptoir.items.cards.panels import Creation, Panel, creations, panels
from comptoir.items.core.addresses import choices_url, new_url
from comptoir.items.core.contexts import Control
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.protocols import Item
from comptoir.items.history.reading import ExtraLabel, extra_labels
from comptoir.items.kinds.record import titles_of
from comptoir.items.lists.columns import ALL, ComputedColumn, QuickView, QuickViews, computed_columns, own_quick_views
from comptoir.items.navigation import add_entries
from comptoir.kit.semantics import Semantics
from comptoir.ui.component_values import Option

WITH_NEXT_ACTIVITY = ("lead", "deal", "quote", "invoice", "contact", "company")

own_quick_views.add(
    QuickViews(
        "activity",
        (
            ALL,
            QuickView("mine", _("To do"), ("responsible:in:me", "completed:eq:no")),
            QuickView("overdue", _("Overdue"), ("completed:eq:no", "deadline:lt:today")),
            QuickView("done", _("Done"), ("completed:eq:yes",)),
        ),
    )
)


create_forms.add(
    CreateForm(
        "activity",
        _("New activity"),
        (
            "title",
            "kind",
            "deadline",
            "completed",
            "direction",
            "happened_at",
            "answers",
            "responsible",
            "place",
            "description",
        ),
    )
)


def binding_controls(viewer: User, given: QueryDict) -> list[Control]:
    """Return a control for each type of record that a new activity may be bound to, filled from the address."""
    return [_control(viewer, code, given.get(code, "")) for code in BOUND]


def read_bindings(given: QueryDict) -> list[tuple[int, str]]:
    """Return the pairs (type number, id) that the form names."""
    return [(item_types.get(code).type_id, str(given[code])) for code in BOUND if given.get(code)]


def _control(viewer: User, code: str, value: str) -> Control:
    item_type = item_types.get(code)
    titles = titles_of(viewer, code, [int(value)]) if value.isdigit() else {}
    return Control(
        code=code,
        label=item_type.label,
        kind="picker",
        value=value if titles else "",
        options=[Option(str(ident), title) for ident, title in titles.items()],
        remote_url=choices_url(item_type),
    )


def load_next(viewer: User, item_type: ItemType, items: Sequence[Any]) -> dict[int, object]:
    """Return the next activity of each item, drawn; items in progress without one say so."""
    template: Any = engines["jinja2"].env.get_template("activities/timeline/_next.html")  # type: ignore[attr-defined]
    found = next_activities(viewer, item_type, [item.pk for item in items])
    nothing = template.module.nothing()
    drawn: dict[int, object] = {ident: template.module.next_activity(line) for ident, line in found.items()}
    for item in items:
        if item.pk not in found and item_type.has("semantics") and item.semantics == Semantics.IN_PROGRESS:
            drawn[item.pk] = nothing
    return drawn


computed_columns.add(
    ComputedColumn("next_activity", _("Next activity"), load_next, WITH_NEXT_ACTIVITY, needs=("semantics",))
)


extra_labels.add(ExtraLabel("bindings", _("Linked records")))
extra_labels.add(ExtraLabel("communications", _("Addresses")))


def load_timeline(viewer: User, item_type: ItemType, item: Item) -> dict[str, object] | None:
    """Return the timeline of an item that activities can be bound to, with the box that plans one."""
    if not item_type.by_row or item_type.code == Activity.type_code:
        return None
    return {
        "timeline": timeline_of(viewer, item_type, item),
        "may_plan": item_type.may(viewer, "update", item),
        "kinds": [(kind.value, kind.label, KIND_ICONS[kind.value]) for kind in PLANNABLE],
        "slots": slots(timezone.now()),
    }


def load_bindings(viewer: User, item_type: ItemType, activity: Any) -> dict[str, object] | None:
    reply = reply_address(item_type, activity) if item_type.may(viewer, "update", activity) else ""
    return {"items": bound_items(viewer, activity), "reply_url": reply}


def reply_address(item_type: ItemType, activity: Activity) -> str:
    """Return the address of a form for the answer to an activity; "" for one that has no direction."""
    back = {"in": "out", "out": "in"}.get(activity.direction)
    if not activity.completed or back is None:
        return ""
    bound = dict(activity.bindings.order_by("-id").values_list("item_type", "item_id"))
    types = {code: item_types.get(code).type_id for code in BOUND}
    about = {code: bound[type_id] for code, type_id in types.items() if type_id in bound}
    words = {"answers": activity.pk, "kind": activity.kind, "direction": back, "title": activity.title, "completed": 1}
    return f"{new_url(item_type)}?{urlencode({**words, **about})}"


def about(item_type: ItemType, item: Item) -> dict[str, object] | None:
    """Return what a new activity created on a card is about."""
    return {item_type.code: item.pk} if item_type.code in BOUND else None


creations.add(Creation(Activity.type_code, about))
panels.add(Panel("timeline", "activities/timeline/_timeline_panel.html", load_timeline, slot="side", order=10))
panels.add(
    Panel("bindings", "activities/timeline/_bindings_panel.html", load_bindings, (Activity.type_code,), order=10)
)


def due(user: User) -> int:
    return count_due(user)


add_entries(ACTIVITY, 80, on_phone=True, badge=due)
