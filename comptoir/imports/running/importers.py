"""What can be imported: an `Importer` per type, declared by the app that owns it in its `importers.py`.

    importers.add(ItemImporter("company", names=NameSource("company", ("title",), lambda name: {"title": name}),
                               aliases={"title": ("Company name", "Nom de la société"), ...}))

The fields, their labels and REST names come from the item type; an importer adds aliases, targets that are no
fields (a deal's product), and what only its app can do (`finish`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from comptoir.access.models import User
from comptoir.imports.mapping.targets import Target
from comptoir.imports.running.import_session import ImportSession
from comptoir.imports.running.rows import Draft
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


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
    def label(self) -> Text: ...

    def may_import(self, user: User) -> bool: ...

    def targets(self) -> Sequence[Target]:
        """Return what a column can be mapped to, the most usual first."""

    def creates(self) -> frozenset[str]:
        """Return the words of `options.CREATABLE` that rows of this kind may need."""

    def finish(self, draft: Draft, session: ImportSession) -> None:
        """Turn the texts of a row into values: the last word before it is written."""

    def known(self, originator: str, origins: Iterable[str]) -> dict[str, int]:
        """Return the ids of what these external ids have become, deleted ones included."""

    def add(self, drafts: Sequence[Draft], session: ImportSession) -> None:
        """Write new rows. Errors: InvalidItem, which names the row."""

    def update(self, draft: Draft, item_id: int, session: ImportSession) -> bool:
        """Change a known row, if anything differs; say whether it did. Errors: InvalidItem."""


importers: Registry[Importer] = Registry("importers", lambda entry: entry.code)
