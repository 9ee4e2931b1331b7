"""Yes or no."""

from __future__ import annotations

from datetime import tzinfo

from django.db.models import Q
from django.utils.translation import gettext

from comptoir.items.core.contexts import Drawing, FormContext
from comptoir.items.core.fields import Field, Kind, Reader, kinds
from comptoir.items.core.protocols import CellText, Item
from comptoir.items.core.values import NOT_BOOLEAN, to_boolean
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import classic_flag, filled, read_flag
from comptoir.ui.component_values import Option

# What files write, in the languages people bring them in.
TRUE = {"1", "y", "yes", "true", "on", "oui", "vrai", "o", "да", "x"}
FALSE = {"0", "n", "no", "false", "off", "non", "faux", "нет", "-"}


class YesNo(Kind):
    """An empty filter means no: there is no third answer."""

    is_sortable = True
    control = "yesno"
    filter_control = "yesno"
    first_answer = "yes"
    rest_type = "char"
    camel_type = "boolean"
    operators = (Op.EQ,)

    def parse(self, raw: object, zone: tzinfo) -> bool:
        return to_boolean(raw)

    def form_text(self, value: object) -> str:
        if value is None:
            return ""
        return "yes" if value in (True, "yes", "1", "Y") else "no"

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        return _answers()

    def text(self, field: Field, value: object, item: Item, drawing: Drawing) -> str:
        return gettext("Yes") if value else gettext("No")

    def filter_options(self, field: Field, drawing: Drawing, chosen: object) -> list[Option]:
        return _answers()

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        return gettext("Yes") if value in ("yes", "1", "true") else gettext("No")

    def q_empty(self, field: Field) -> Q:
        return Q(**{field.attribute: False})

    def classic_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: classic_flag(getattr(item, attribute))

    def camel_reader(self, field: Field) -> Reader:
        return self.classic_reader(field)

    def read_rest(self, raw: Value, zone: tzinfo) -> bool | None:
        return read_flag(filled(raw))

    def says_nothing(self, value: object) -> bool:
        return value in (None, "")

    def from_cell(self, field: Field, cell: CellText) -> bool:
        text = cell.text.strip().casefold()
        if text not in TRUE | FALSE:
            raise NotAValue(NOT_BOOLEAN)
        return text in TRUE


def _answers() -> list[Option]:
    return [Option("yes", gettext("Yes")), Option("no", gettext("No"))]


YES_NO = kinds.add(YesNo("yes_no"))
