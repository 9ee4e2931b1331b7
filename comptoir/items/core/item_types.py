"""The item types: what a type is called, which fields it has, where its rows are, and what it adds to every write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from functools import cached_property
from typing import Any

from comptoir.access.gate import allowed, can
from comptoir.access.models import User
from comptoir.access.permissions import Operation, Subject, subjects
from comptoir.items.core.choices import PipelineChoice, sources
from comptoir.items.core.contexts import Write
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.links import Link
from comptoir.items.core.protocols import Item
from comptoir.kit.errors import BadRequest
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass
class WriteContext(Write):
    """A write to items of one type."""

    item_type: ItemType


@dataclass
class Draft:
    """An item on its way into the database: what was asked, and for a change what stood there before."""

    item: Any
    values: dict[str, Any]
    extras: dict[str, Any] = attribute(default_factory=dict)
    is_new: bool = True
    changes: dict[str, list[Any]] = attribute(default_factory=dict)

    def touches(self, *codes: str) -> bool:
        return self.is_new or any(code in self.values for code in codes)


class ItemRules:
    """The rules of a type; this one adds nothing. `extras` names what is written beside the fields (product rows)."""

    extras: frozenset[str] = frozenset()

    def defaults(self, values: dict[str, object], context: WriteContext) -> None:
        """Fill in what a new item has when nothing is said."""

    def check(self, values: dict[str, Any], context: WriteContext) -> None:
        """Refuse what the fields alone cannot tell. Errors: InvalidItem."""

    def complete(self, draft: Draft, context: WriteContext) -> None:
        """Set the columns that follow from others, before the item is saved."""

    def after_write(self, drafts: Sequence[Draft], context: WriteContext) -> None:
        """Write what hangs on the items, in the same transaction."""

    def closing_day(self, draft: Draft) -> date | None:
        """Return the day on which an item that is created in a final stage was closed, when the item says so."""
        return None

    def allowed(self, user: User, operation: str, item_type: ItemType) -> bool:
        """Say whether the user may do this to any item of the type at all."""
        return allowed(user, item_type.code, operation)

    def may(self, user: User, operation: str, draft: Draft, item_type: ItemType) -> bool:
        """Say whether the user may do this to that item."""
        return can(user, item_type.code, operation, draft.item)


@dataclass(frozen=True)
class ItemType:
    """A kind of record.

    code            our name, in addresses (plural in `path`), rights and files
    type_id, short  the number and the short code that REST gives it (2, D); `symbol` its upper-case name (DEAL)
    stage_directory the directory of its stages: "" for none; with pipelines, that of the default one
    rules           what the type adds to every write
    new_title       how an untitled new item is called, with %(id)s
    links           where the fields of kind RECORDS are kept, by field code
    title_columns   the model columns that `title_of` reads, for pages that only name the item
    """

    code: str
    type_id: int
    short: str
    symbol: str
    model: Any
    label: Text
    plural: Text
    path: str
    icon: str
    declared: tuple[Field, ...]
    rules: ItemRules
    stage_directory: str = ""
    has_pipelines: bool = False
    new_title: Text = ""
    title_of: Callable[[Any], str] = str
    subtitle_of: Callable[[Any], str] = lambda item: ""
    title_columns: tuple[str, ...] = ("title",)
    default_columns: tuple[str, ...] = ()
    default_order: tuple[str, ...] = ("-id",)
    operations: tuple[str, ...] = tuple(Operation)
    by_row: bool = True
    links: dict[str, Link] = attribute(default_factory=dict)

    def fields(self) -> tuple[Field, ...]:
        """Return the declared fields; custom ones will join here."""
        return self.declared

    @cached_property
    def _by_code(self) -> dict[str, Field]:
        return {field.code: field for field in self.declared}

    def field(self, code: str) -> Field:
        """Return the field. Errors: BadRequest for a name that the type does not have."""
        found = self._by_code.get(code)
        if found is None:
            raise UnknownField(code)
        return found

    def has(self, code: str) -> bool:
        return code in self._by_code

    def visible_to(self, user: User, operation: str = "read") -> Any:
        """Return the queryset of the rows that the user may reach with this operation, deleted ones left out."""
        return self.model.objects.visible_to(user, operation)

    def allowed(self, user: User, operation: str = "read") -> bool:
        """Say whether the user may do this to some items of the type."""
        return self.rules.allowed(user, operation, self)

    def may(self, user: User, operation: str, item: Item) -> bool:
        """Say whether the user may do this to that item. May cost a query."""
        return self.rules.may(user, operation, Draft(item, {}, is_new=False), self)

    def stages_of(self, pipeline_id: int | None) -> str:
        """Return the directory that holds the stages of that pipeline; the type's own for an unknown one."""
        if self.has_pipelines and pipeline_id is not None:
            found: PipelineChoice | None = sources.pipelines.find(self.code, pipeline_id)
            if found:
                return found.stage_directory
        return self.stage_directory

    def of_kind(self, kind: Kind) -> list[Field]:
        return [field for field in self.fields() if field.kind is kind]

    def by_kind(self, *, multiple: bool) -> dict[Kind, list[Field]]:
        """Return the fields of each kind: those of several values, or those of one."""
        found: dict[Kind, list[Field]] = {}
        for field in self.fields():
            if field.kind.is_multiple is multiple:
                found.setdefault(field.kind, []).append(field)
        return found


class UnknownField(BadRequest):
    code = "unknown_field"

    def __init__(self, name: str) -> None:
        super().__init__(f"This kind of record has no field named {name[:60]!r}.")
        self.name = name


class ItemTypes(Registry[ItemType]):
    def __init__(self) -> None:
        super().__init__("item types", lambda entry: entry.code)
        self._by_id: dict[int, ItemType] = {}

    def add(self, entry: ItemType) -> ItemType:
        self._by_id[entry.type_id] = entry
        subjects.add(Subject(entry.code, entry.plural, entry.operations, entry.by_row))
        return super().add(entry)

    def by_id(self, type_id: int) -> ItemType | None:
        return self._by_id.get(type_id)


item_types = ItemTypes()
