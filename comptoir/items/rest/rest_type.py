"""The types that REST knows: which names each family has for a type, and what stands behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from comptoir.items.core.item_types import ItemType
from comptoir.items.rest.columns import Column, column_of
from comptoir.items.rest.derived import entity_type
from comptoir.kit.registry import Registry
from comptoir.rest.protocol.errors import Family


@dataclass(frozen=True)
class RestType:
    """An item type as REST shows it.

    classic, camel  the columns that no declared field stands behind; an empty `classic` has no crm.NAME.* methods
    described       by name: what `fields` says differently of it (None takes a key away)
    hidden          names of declared fields that the reference does not have for this type
    fixed           the fields that crm.NAME.update cannot change although crm.item.update can, by classic name
    """

    item_type: ItemType
    camel: tuple[Column, ...]
    classic: tuple[Column, ...] = ()
    described: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()

    def columns(self, family: Family) -> Mapping[str, Column]:
        """Return the columns of a family by name."""
        return self._classic if family is Family.CLASSIC else self._camel

    def find(self, name: str, family: Family) -> Column | None:
        """Return the column of that name; crm.item.* takes `ID` for `id`, as clients of both families send it."""
        columns = self.columns(family)
        return columns.get("id" if name == "ID" and family is not Family.CLASSIC else name)

    def name_of(self, code: str, family: Family) -> str:
        """Return the family's name of a field, its code when it has none there."""
        declared = self.item_type.field(code) if self.item_type.has(code) else None
        return ((declared.classic if family is Family.CLASSIC else declared.camel) if declared else "") or code

    @cached_property
    def _classic(self) -> dict[str, Column]:
        return self._collect(Family.CLASSIC, self.classic)

    @cached_property
    def _camel(self) -> dict[str, Column]:
        return self._collect(Family.CAMEL, (entity_type(self.item_type), *self.camel))

    def _collect(self, family: Family, extra: tuple[Column, ...]) -> dict[str, Column]:
        declared = (column_of(field, family) for field in self.item_type.fields())
        columns = (column for column in (*declared, *extra) if column.name and column.name not in self.hidden)
        return {column.name: self._described(column) for column in columns}

    def _described(self, column: Column) -> Column:
        further = self.described.get(column.name)
        return replace(column, describes={**column.describes, **further}) if further else column


rest_types: Registry[RestType] = Registry("REST types", lambda entry: str(entry.item_type.type_id))
