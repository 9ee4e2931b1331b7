"""The form for a new activity: its fields, and the records that it is bound to."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.activities.planning import BOUND
from comptoir.items.cards.create_form import CreateForm, create_forms
from comptoir.items.core.addresses import choices_url
from comptoir.items.core.item_types import item_types
from comptoir.items.kinds.forms import Control
from comptoir.items.kinds.related import titles_of
from comptoir.ui.component_values import Option

create_forms.add(
    CreateForm(
        "activity",
        _("New activity"),
        (
            "title", "kind", "deadline", "completed", "direction", "happened_at", "answers", "responsible", "place",
            "description",
        ),
    )
)  # fmt: skip


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
