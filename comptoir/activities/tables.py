"""The column "next activity" of lists, and the quick views of the list of activities."""

from collections.abc import Sequence
from typing import Any

from django.template import engines
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.activities.queries import next_activities
from comptoir.items.core.item_types import ItemType
from comptoir.items.lists.tables import ALL, ComputedColumn, Preset, computed_columns, own_presets

BOUND = ("lead", "deal", "quote", "invoice", "contact", "company")

own_presets["activity"] = (
    ALL,
    Preset("mine", _("To do"), ("responsible:in:me", "completed:eq:no")),
    Preset("overdue", _("Overdue"), ("completed:eq:no", "deadline:lt:today")),
    Preset("done", _("Done"), ("completed:eq:yes",)),
)


def load_next(viewer: User, item_type: ItemType, items: Sequence[Any]) -> dict[int, object]:
    """Return the next activity of each item, drawn; items in progress without one say so."""
    template: Any = engines["jinja2"].env.get_template("activities/timeline/_next.html")  # type: ignore[attr-defined]
    found = next_activities(viewer, item_type, [item.pk for item in items])
    nothing = template.module.nothing()
    drawn: dict[int, object] = {ident: template.module.next_activity(line) for ident, line in found.items()}
    for item in items:
        if item.pk not in found and item_type.has("semantics") and item.semantics == "P":
            drawn[item.pk] = nothing
    return drawn


computed_columns.add(ComputedColumn("next_activity", _("Next activity"), load_next, BOUND, needs=("semantics",)))
