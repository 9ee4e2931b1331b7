"""Reading directories: kept in the memory of the process until a change gives them a new version."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from comptoir.directories.catalogue import Directory, catalogue
from comptoir.directories.models import DirectoryState, DirectoryValue
from comptoir.directories.values.groups import GROUPS, group_of
from comptoir.directories.values.names import shown_name
from comptoir.items.core.choices import Choice, sources
from comptoir.kit.memo import forget, once
from comptoir.kit.semantics import Semantics


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All directories as they were at one version: values in their order, and by directory and code."""

    version: uuid.UUID
    rows: dict[str, tuple[DirectoryValue, ...]]

    def find(self, directory: str, code: str) -> DirectoryValue | None:
        folded = code.lower()
        return next((row for row in self.rows.get(directory, ()) if row.code.lower() == folded), None)


_kept: dict[str, Snapshot] = {}


def snapshot() -> Snapshot:
    """Return the directories: one small query per request for their version, another one after a change."""
    # The version is read once per request, so that a page does not mix two states of a list.
    return once("directories", _current)


def hold() -> None:
    """Keep directories from changing until the transaction ends, and read them as they are now. One query.

    Writes to items hold the directories, many at a time; a change of a directory claims them, alone. Otherwise a code
    could be deleted between its check and its storing.
    """
    version = _version_held()
    forget("directories")
    once("directories", lambda: _at(version))


def claim() -> None:
    """Wait for transactions that hold the directories, and lock them exclusively until this one ends. One query."""
    DirectoryState.objects.select_for_update().get()
    forget("directories")


def _version_held() -> uuid.UUID:
    rows = DirectoryState.objects.values_list("version", flat=True)
    if connection.vendor != "postgresql":
        return rows.get()
    # FOR SHARE, which Django does not offer: writes to items run in parallel, and only a change of a directory waits
    # for them. SQLite has one writer at a time anyway.
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE", params)
        version: uuid.UUID = cursor.fetchone()[0]
    return version


def _current() -> Snapshot:
    return _at(DirectoryState.objects.values_list("version", flat=True).get())


def _at(version: uuid.UUID) -> Snapshot:
    known = _kept.get("snapshot")
    if known is None or known.version != version:
        known = _read(version)
        _kept["snapshot"] = known
    return known


def bump() -> None:
    """Give the directories a new version: every write to them, or to pipelines, begins with `claim`, ends with this."""
    DirectoryState.objects.update(version=uuid.uuid4())
    forget("directories")


def values_of(directory: Directory) -> list[DirectoryValue]:
    """Return the values in the order of the page: its groups one after the other."""
    rows = snapshot().rows.get(directory.code, ())
    return sorted(rows, key=lambda v: (GROUPS.index(group_of(v, is_stages=directory.is_stages)), v.sort, v.pk))


class DirectoryChoices:
    """The choices of every drop-down, for `items`, in the viewer's language."""

    def values(self, directory: str) -> Sequence[Choice]:
        fixed = sources.enumeration(directory)
        if fixed is not None:
            return fixed
        language = reader_language()
        return [_choice(row, language) for row in snapshot().rows.get(directory, ())]

    def find(self, directory: str, code: str) -> Choice | None:
        fixed = sources.enumeration(directory)
        if fixed is not None:
            return next((choice for choice in fixed if choice.code == code), None)
        row = snapshot().find(directory, code)
        if row and row.leaving_to:
            row = snapshot().find(directory, row.leaving_to) or row
        return _choice(row, reader_language()) if row else None

    def default(self, directory: str) -> str:
        return next((row.code for row in snapshot().rows.get(directory, ()) if row.is_default), "")

    def hold(self) -> None:
        hold()


def reader_language() -> str:
    return (get_language() or "en").split("-")[0]


def _choice(row: DirectoryValue, language: str) -> Choice:
    semantics = Semantics.of(row.semantics).value if catalogue.is_stages(row.directory) else ""
    hidden = row.is_hidden or bool(row.leaving_to)
    return Choice(row.code, shown_name(row, language), row.colour, semantics, hidden, row.is_system)


def _read(version: uuid.UUID) -> Snapshot:
    rows: dict[str, list[DirectoryValue]] = {}
    for row in DirectoryValue.objects.order_by("directory", "sort", "id"):
        rows.setdefault(row.directory, []).append(row)
    return Snapshot(version, {directory: tuple(values) for directory, values in rows.items()})
