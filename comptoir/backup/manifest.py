"""What a backup says about itself: `about.json`, readable by anybody, and the manifest, sealed with the data."""

import hashlib
import importlib.metadata
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from msgspec import Struct

FORMAT = 1
Engine = Literal["sqlite", "postgresql"]
Kind = Literal["scheduled", "manual", "before-migration"]
Sealed = Literal["", "passphrase", "recipients"]
Proof = Literal["restored", "read"]


class Table(Struct, frozen=True):
    """What a restored table must equal: the number of its rows, and a digest of them all."""

    rows: int
    digest: str


class Member(Struct, frozen=True):
    size: int
    sha256: str


class Database(Struct, frozen=True):
    """The database at the moment of the snapshot. `schema` is that of PostgreSQL, "" on SQLite."""

    engine: Engine
    schema: str
    migrations: list[str]
    tables: dict[str, Table]

    @property
    def state(self) -> str:
        return hashlib.sha256("\n".join(sorted(self.migrations)).encode()).hexdigest()[:16]


class Manifest(Struct, frozen=True):
    format: int
    version: str
    made_at: datetime
    database: Database
    members: dict[str, Member]


class About(Struct, frozen=True):
    """What is known without opening the data. `parts` are the other members of the file, with their hashes.

    portal: of which portal it is, so that retention leaves the backups of others in the same folder alone.
    state: stands for the migrations that the data have seen. unpacked: bytes that a restore needs.
    """

    format: int
    version: str
    made_at: datetime
    portal: str
    kind: Kind
    engine: Engine
    sealed: Sealed
    proof: Proof
    state: str
    unpacked: int
    parts: dict[str, Member]


def version() -> str:
    return importlib.metadata.version("comptoir")


def portal_mark() -> str:
    """Return what tells the portals of one folder apart; it gives nothing away about the key that it is made of."""
    return hashlib.sha256(f"comptoir backup of {settings.SECRET_KEY}".encode()).hexdigest()[:16]


def unknown_migrations(database: Database) -> list[str]:
    """Return the migrations of the backup that this version does not have: a newer version has made it."""
    loader = MigrationLoader(None)
    # A migration that was squashed away stands in `replaces` of the one that took its place.
    replaced = {f"{app}.{name}" for each in loader.disk_migrations.values() for app, name in each.replaces}
    return sorted(set(database.migrations) - _shipped(loader) - replaced)


def missing_migrations(database: Database) -> list[str]:
    """Return the migrations of this version that the backup has not seen: an older version has made it."""
    return sorted(_shipped(MigrationLoader(None)) - set(database.migrations))


def _shipped(loader: MigrationLoader) -> set[str]:
    return {f"{app}.{name}" for app, name in loader.disk_migrations}
