"""What both kinds of database can do for a backup."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from comptoir.backup.manifest import Database, Engine, Proof

# Called with the share of the work that is done, 0 to 1.
Report = Callable[[float], object]


class Snapshot(Protocol):
    """The database as it was at one moment, for as long as it is held."""

    def describe(self) -> Database: ...

    def dump(self, into: Path, report: Report) -> None:
        """Write the database as one file."""


class Databases(Protocol):
    """One of the two kinds of database."""

    engine: Engine
    member: str

    def size(self) -> int:
        """Return about how many bytes a dump takes."""

    def snapshot(self) -> AbstractContextManager[Snapshot]: ...

    def prove(self, dump: Path, expected: Database) -> Proof:
        """Put the dump into a scratch database, compare, remove it. Errors: BackupFailed when something differs."""

    def clear(self) -> None:
        """Remove the scratch databases that a killed proof has left."""

    def in_the_way(self, home: Path) -> str:
        """Return what a restore into this home would overwrite, "" when nothing."""

    def put_back(self, dump: Path, expected: Database) -> None:
        """Fill the empty database with the dump, all or nothing, and compare. Errors: BackupFailed."""

    def holds(self, expected: Database) -> bool:
        """Say whether the database is what `put_back` makes of it."""

    def settle(self, dump: Path, home: Path) -> None:
        """Leave in a home what the portal needs there: the database itself, or nothing of the dump."""
