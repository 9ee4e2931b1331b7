"""Filters in words: what the values of conditions are called, and what may be chosen for them."""

from collections.abc import Collection, Sequence

from comptoir.access.models import User
from comptoir.items.core.choices import deleted_name
from comptoir.items.core.contexts import Drawing
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.drawing.related import names_of
from comptoir.items.filters.address import Written
from comptoir.items.kinds.references import id_in
from comptoir.ui.component_values import Option

MOST_LEFT_OVER = 20


class ValueNames:
    """What the values of conditions are called, read in one query a kind."""

    def __init__(self, item_type: ItemType, written: Sequence[Written], viewer: User) -> None:
        self.type, self.viewer = item_type, viewer
        ids: dict[str, set[int]] = {}
        for each in written:
            field = item_type.field(each.field)
            target = field.kind.names_wanted(field)
            if target is not None:
                ids.setdefault(target, set()).update(filter(None, map(id_in, each.values)))
        self.drawing = Drawing(item_type, names_of(viewer, ids))

    def offered(self, field: Field, chosen: Sequence[str]) -> list[Option]:
        """Return the options, and with them the codes that no list has any more, chosen or left on records: a query."""
        options = field.kind.filter_options(field, self.drawing, chosen)
        if not field.kind.has_left_overs(field):
            return options
        known = {option.value for option in options}
        gone = {value for value in chosen if value not in known}
        gone.update(_codes_left_over(self.type, field, self.viewer, known))
        return [*options, *(Option(code, deleted_name(code)) for code in sorted(gone))]

    def name(self, field: Field, value: str) -> str:
        return field.kind.filter_name(field, value, self.drawing)


def _codes_left_over(item_type: ItemType, field: Field, viewer: User, known: Collection[str]) -> list[str]:
    """Return the codes on records in the viewer's sight that are none of those known; twenty at most. One query."""
    rows = item_type.visible_to(viewer).exclude(**{f"{field.attribute}__in": [*known, ""]}).order_by()
    codes = rows.values_list(field.attribute, flat=True).distinct()[:MOST_LEFT_OVER]
    return [code for code in codes if code]
