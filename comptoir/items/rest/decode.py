"""From `fields` of add and update to values by field code. Unknown and read-only names are ignored, as documented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from comptoir.account.queries import account
from comptoir.items.core.fields import Field
from comptoir.items.rest.multifields import camel_points
from comptoir.items.rest.rest_type import RestType
from comptoir.items.rest.writing import refused
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.phparray import Value

IMPORTED = frozenset({"created_at", "updated_at", "created_by", "updated_by"})


class Decoder:
    """Reads the `fields` of one write. `system` names read-only fields that may be written by an import."""

    def __init__(self, rest_type: RestType, family: Family, *, item_id: int = 0, system: frozenset[str]) -> None:
        self.rest_type = rest_type
        self.family = family
        self.item_id = item_id
        self.system = system
        self.zone: tzinfo = account().zone

    def read(self, fields: Mapping[str, Value]) -> dict[str, object]:
        """Return values by field code. Errors: the family's refusal of a value that cannot be read."""
        found: dict[str, object] = {}
        for name, raw in fields.items():
            column = self.rest_type.columns(self.family).get(name)
            if column and column.field and self._writable(column.field):
                self._put(column.field, raw, found)
        if self.family is not Family.CLASSIC and "fm" in fields:
            found |= camel_points(self.rest_type.item_type, fields["fm"], self.item_id)
        return found

    def _writable(self, field: Field) -> bool:
        if field.code in self.system:
            return True
        classic = self.family is Family.CLASSIC
        if field.read_only or not field.kind.is_writable or (classic and field.classic_read_only):
            return False
        return not self.item_id or not (field.immutable or (classic and field.classic in self.rest_type.fixed))

    def _put(self, field: Field, raw: Value, found: dict[str, object]) -> None:
        try:
            value = field.kind.decode(field, raw, self.zone, self.rest_type.item_type, self.item_id)
        except ValueError as error:
            raise refused(self.rest_type, self.family, field.code, str(error)) from error
        if field.kind.says_nothing(value) or (value in (None, "") and field.code in self.system):
            return
        found[field.code] = value
