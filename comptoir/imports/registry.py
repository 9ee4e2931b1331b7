"""What can be imported: an `Importer` per type, declared by the app that owns it in its `importers.py`.

    importers.add(ItemImporter("company", name_columns=("title",), from_name=lambda name: {"title": name},
                               aliases={"title": ("Company name", "Nom de la société"), ...}))

The fields, their labels and REST names come from the item type; an importer adds aliases, targets that are no
fields (a deal's product), and what only its app can do (`finish`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise

from comptoir.items.core.fields import Field
from comptoir.kit.registry import Registry

if TYPE_CHECKING:
    from comptoir.access.models import User
    from comptoir.imports.rows import Draft
    from comptoir.imports.work import Work

NOTE = "note"
ORIGIN = "origin_id"


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be mapped to: a field, one type of its contact points, or something of the importer's own."""

    code: str
    label: str | Promise
    field: Field | None = None
    value_type: str = ""
    aliases: tuple[str, ...] = ()


class Importer(Protocol):
    """How rows of one type get in. `code` is what the command and the pages call it."""

    @property
    def code(self) -> str: ...

    @property
    def plural(self) -> str:
        """Return the other code it answers to: companies for company."""

    @property
    def order(self) -> int:
        """Return its place among those offered."""

    @property
    def label(self) -> str | Promise: ...

    def may_import(self, user: User) -> bool: ...

    def targets(self) -> Sequence[Target]:
        """Return what a column can be mapped to, the most usual first."""

    def creates(self) -> frozenset[str]:
        """Return the words of `options.CREATABLE` that rows of this kind may need."""

    def finish(self, draft: Draft, work: Work) -> None:
        """Turn the texts of a row into values: the last word before it is written."""

    def known(self, originator: str, origins: Iterable[str]) -> dict[str, int]:
        """Return the ids of what these external ids have become, deleted ones included."""

    def add(self, drafts: Sequence[Draft], work: Work) -> None:
        """Write new rows. Errors: InvalidItem, which names the row."""

    def update(self, draft: Draft, item_id: int, work: Work) -> bool:
        """Change a known row, if anything differs; say whether it did. Errors: InvalidItem."""


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage to be made; `semantics` is P, S or F."""

    item_type: str
    pipeline_id: int | None
    directory: str
    name: str
    semantics: str


class Makers:
    """How upper rows create what an import names and does not find; each is set by its owner at start."""

    choice: Callable[[str, str, User, datetime], str]
    pipeline: Callable[[str, str, Mapping[str, str], User, datetime], int]
    stage: Callable[[NewStage, User, datetime], str]


@dataclass(slots=True)
class NameSource:
    """How records of a type are found by name: the columns that spell it, and what a name alone makes."""

    columns: tuple[str, ...]
    from_name: Callable[[str], dict[str, object]] | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)


importers: Registry[Importer] = Registry("importers", lambda entry: entry.code)
name_sources: dict[str, NameSource] = {}
makers = Makers()
