"""Checks of given values: field by field, with one query per type of reference for a whole batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from comptoir.items import errors
from comptoir.items.core.contexts import Check
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, WriteContext
from comptoir.items.core.protocols import Item
from comptoir.kit.errors import NotAValue
from comptoir.kit.text import Text


class Cleaner:
    """Checks a batch of rows of one type; references of all rows are looked up with one query per target."""

    def __init__(self, context: WriteContext, rows: Sequence[Mapping[str, object]], *, is_new: bool) -> None:
        self.context = context
        self.type: ItemType = context.item_type
        self.is_new = is_new
        self.rows = [self._parse(index, row) for index, row in enumerate(rows)]
        self.known = self._known()

    def clean(self, current: Sequence[Item] | None = None) -> list[dict[str, object]]:
        """Return the checked values of each row; `current` are the items being changed. Errors: InvalidItem."""
        return [self._clean_row(index, row, current[index] if current else None) for index, row in enumerate(self.rows)]

    def _parse(self, index: int, row: Mapping[str, object]) -> dict[str, object]:
        parsed: dict[str, object] = {}
        wrong: dict[str, Text] = {}
        for code, raw in row.items():
            field = self.type.field(code)
            if not self._writable(field):
                wrong[code] = errors.NOT_WRITABLE
                continue
            try:
                parsed[code] = field.kind.parse(raw, self.context.account.zone)
            except NotAValue as error:
                wrong[code] = error.reason
        if wrong:
            raise errors.InvalidItem(wrong, index)
        return parsed

    def _writable(self, field: Field) -> bool:
        if field.code in self.context.system_fields:
            return True
        return not field.read_only and (self.is_new or not field.immutable) and field.kind.is_writable

    def _clean_row(self, index: int, row: dict[str, object], current: Item | None) -> dict[str, object]:
        cleaned: dict[str, object] = {}
        wrong: dict[str, Text] = {}
        for code, value in row.items():
            field = self.type.field(code)
            target = field.kind.names_wanted(field)
            check = Check(self.context, self.known[target] if target is not None else frozenset(), current)
            try:
                cleaned[code] = field.kind.clean(field, value, check)
            except NotAValue as error:
                wrong[code] = error.reason
        for field in self.type.fields():
            if field.required and (self.is_new or field.code in row) and not cleaned.get(field.code):
                wrong.setdefault(field.code, errors.REQUIRED)
        if wrong:
            raise errors.InvalidItem(wrong, index)
        return cleaned

    def _known(self) -> dict[str, Set[int]]:
        """Return {target: the ids among those in the rows to which the writer may refer}."""
        wanted: dict[str, set[int]] = {}
        lookups: dict[str, Kind] = {}
        for field in self.type.fields():
            target = field.kind.names_wanted(field)
            if target is None:
                continue
            lookups.setdefault(target, field.kind)
            ids = wanted.setdefault(target, set())
            for row in self.rows:
                ids.update(field.kind.references(row.get(field.code)))
        return {target: kind.known(target, wanted[target], self.context) for target, kind in lookups.items()}
