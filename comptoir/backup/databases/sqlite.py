"""SQLite: a copy of the file by the backup API, out of one read transaction."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.db import connection as database
from django.utils.translation import gettext as _

from comptoir.backup.databases.base import Report
from comptoir.backup.databases.compare import require_equal
from comptoir.backup.errors import BackupFailed
from comptoir.backup.manifest import Database, Engine, Proof, Table

PAGES_A_STEP = 2000
ROWS_A_STEP = 1000


class SQLiteSnapshot:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def describe(self) -> Database:
        return describe(self._connection)

    def dump(self, into: Path, report: Report) -> None:
        """Copy in steps. The transaction stays the same: without it, each write in between would begin it anew."""
        with contextlib.closing(sqlite3.connect(into, isolation_level=None)) as copy:
            self._connection.backup(
                copy,
                pages=PAGES_A_STEP,
                progress=lambda _status, remaining, total: report(1 - remaining / max(total, 1)),
            )
            # One file without a log beside it. The portal turns the log on again at its first connection.
            copy.execute("PRAGMA journal_mode=DELETE")


class SQLite:
    engine: Engine = "sqlite"
    member = "database.sqlite3"

    def size(self) -> int:
        path = database_path()
        return sum(each.stat().st_size for each in (path, Path(f"{path}-wal")) if each.exists())

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[SQLiteSnapshot]:
        path = database_path()
        if not path.exists():
            raise BackupFailed(_("There is no database %(path)s yet.") % {"path": path})
        with contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            # With a write-ahead log, a reader keeps nobody from writing, however long it reads.
            yield SQLiteSnapshot(connection)

    def prove(self, dump: Path, expected: Database) -> Proof:
        self._compare(dump, expected)
        return "restored"

    def clear(self) -> None:
        """A scratch database is a file in the scratch home."""

    def in_the_way(self, home: Path) -> str:
        path = home / database_path().name
        return str(path) if path.exists() else ""

    def put_back(self, dump: Path, expected: Database) -> None:
        self._compare(dump, expected)

    def holds(self, expected: Database) -> bool:
        return False

    def settle(self, dump: Path, home: Path) -> None:
        dump.rename(home / database_path().name)

    def _compare(self, dump: Path, expected: Database) -> None:
        with contextlib.closing(sqlite3.connect(dump, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only=1")
            faults = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if faults != "ok":
                raise BackupFailed(_("The restored database is damaged: %(fault)s.") % {"fault": faults})
            require_equal(describe(connection), expected)


def database_path() -> Path:
    """Return the file that the portal uses; in tests it is not that of the settings."""
    return Path(database.settings_dict["NAME"])


def describe(connection: sqlite3.Connection) -> Database:
    connection.text_factory = bytes
    names = connection.execute(
        # A virtual table shows what its shadow tables hold, and those are among the others.
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    tables = {name.decode(): _table(connection, name.decode()) for (name,) in names}
    migrations: list[str] = []
    if "django_migrations" in tables:
        rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
        migrations = [row[0].decode() for row in rows]
    return Database("sqlite", "", migrations, tables)


def _table(connection: sqlite3.Connection, name: str) -> Table:
    """Digest the rows in the order of the table itself, which a copy of the file keeps."""
    digest, count = hashlib.sha256(), 0
    quoted = name.replace('"', '""')
    cursor = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608  (a name from the schema, quoted)
    while rows := cursor.fetchmany(ROWS_A_STEP):
        digest.update(repr(rows).encode())
        count += len(rows)
    return Table(count, digest.hexdigest())
