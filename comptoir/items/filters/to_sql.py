"""The one filter language meets the database: conditions on fields of a type become a restriction of its rows."""

from datetime import tzinfo

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from comptoir.items.core.contexts import Where
from comptoir.items.core.item_types import ItemType, UnknownField
from comptoir.kit.errors import BadRequest, NotAValue
from comptoir.kit.filters import OF_QUERIES, Condition, Group, fold
from comptoir.kit.text import Text


class InvalidFilter(BadRequest):
    """`field` is what was asked about, `why` is "field" or "value"."""

    code = "invalid_filter"

    def __init__(self, message: Text, field: str, why: str) -> None:
        super().__init__(message)
        self.field = field
        self.why = why


class Filter:
    """Turns conditions into a Q for one item type; they hold texts, or with `has_values` values in Python's types.

    Errors: UnknownField, InvalidFilter.
    """

    def __init__(self, item_type: ItemType, zone: tzinfo, *, country: str = "FR", has_values: bool = False) -> None:
        self.type = item_type
        self.where = Where(item_type, zone, country, has_values)

    def q(self, part: Condition | Group) -> Q:
        return fold(part, self._positive, OF_QUERIES)

    def _positive(self, condition: Condition) -> Q:
        if not self.type.has(condition.field):
            raise UnknownField(condition.field)
        field = self.type.field(condition.field)
        try:
            return field.kind.q(field, condition.op, condition.value, self.where)
        except NotAValue as error:
            message = _("The filter on “%(field)s” cannot be understood: %(reason)s")
            raise InvalidFilter(
                message % {"field": field.label, "reason": error.reason}, condition.field, "value"
            ) from error
