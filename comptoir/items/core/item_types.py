"""The item types: what a type is called, which fields it has, and where its rows are."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from comptoir.access.permissions import Operation, Subject, subjects
from comptoir.items.core.choices import PipelineChoice, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.links import Link
from comptoir.items.core.rules import Draft, ItemRules
from comptoir.kit.errors import BadRequest
from comptoir.kit.registry import Registry

if TYPE_CHECKING:
    from comptoir.access.models import User


@dataclass(frozen=True)
class ItemType:
    """A kind of record.

    code            our name, in addresses (plural in `path`), rights and files
    type_id, short  the number and the short code that REST gives it (2, D); `symbol` its upper-case name (DEAL)
    stage_directory the directory of its stages: "" for none; with pipelines, that of the default one
    rules           what the type adds to every write
    new_title       how an untitled new item is called, with %(id)s
    links           where the fields of kind ITEMS are kept, by field code
    title_columns   the model columns that `title_of` reads, for pages that only name the item
    """

    code: str
    type_id: int
    short: str
    symbol: str
    model: Any
    label: str | Promise
    plural: str | Promise
    path: str
    icon: str
    declared: tuple[Field, ...]
    rules: ItemRules
    stage_directory: str = ""
    has_pipelines: bool = False
    new_title: str | Promise = ""
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

    def visible_to(self, user: "User", operation: str = "read") -> Any:
        """Return the queryset of the rows that the user may reach with this operation, deleted ones left out."""
        return self.model.objects.visible_to(user, operation)

    def allowed(self, user: "User", operation: str = "read") -> bool:
        """Say whether the user may do this to some items of the type."""
        return self.rules.allowed(user, operation, self)

    def may(self, user: "User", operation: str, item: Any) -> bool:
        """Say whether the user may do this to that item. May cost a query."""
        return self.rules.may(user, operation, Draft(item, {}, is_new=False), self)

    def stages_of(self, pipeline_id: int | None) -> str:
        """Return the directory that holds the stages of that pipeline; the type's own for an unknown one."""
        if self.has_pipelines and pipeline_id is not None:
            found: PipelineChoice | None = sources.pipelines.find(self.code, pipeline_id)
            if found:
                return found.stage_directory
        return self.stage_directory

    def longest(self, field: Field) -> int | None:
        """Return how many characters the field's column holds; None when it has no limit."""
        columns = {column.attname: column for column in self.model._meta.concrete_fields}
        return getattr(columns.get(field.attribute), "max_length", None)

    def of_kind(self, *kinds: Kind) -> list[Field]:
        return [field for field in self.fields() if field.kind in kinds]


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
