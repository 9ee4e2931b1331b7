"""The database that a portal moves into: opened beside the portal's own, empty or left by a move that was killed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from comptoir.kit.errors import CrmError
from comptoir.ops.migrating import WholeMigrations

TARGET = "target"
NOTES = "comptoir_move"


class CannotMove(CrmError):
    code = "cannot_move"


def open_target(address: str) -> BaseDatabaseWrapper:
    """Return a connection to postgresql://… or sqlite:PATH. Errors: CannotMove."""
    known = connections.settings
    known[TARGET] = connections.configure_settings({**known, TARGET: _settings(address)})[TARGET]
    target = connections[TARGET]
    if _same_place(known[DEFAULT_DB_ALIAS], known[TARGET]):
        raise CannotMove("The portal is in that database already.")
    tables = set(target.introspection.table_names())
    if tables and NOTES not in tables:
        raise CannotMove("There are tables in that database already; a portal is moved into an empty one.")
    return target


def _settings(address: str) -> dict[str, Any]:
    if address.startswith("sqlite:"):
        path = Path(address.removeprefix("sqlite:")).expanduser().resolve()
        if not path.parent.is_dir():
            raise CannotMove(f"There is no folder {path.parent}.")
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    parts = urlsplit(address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise CannotMove("Say --to postgresql://user:password@host:5432/database or --to sqlite:PATH.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def _same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(str(one[name]) == str(other[name]) for name in ("ENGINE", "NAME", "HOST", "PORT"))


@contextmanager
def as_default(target: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the target be the database that everything asks: a migration of data says of none which one it means."""
    own = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = target
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def migrate(target: BaseDatabaseWrapper) -> None:
    """Bring the target to the schema of this version, without the rows that a first start makes."""
    with as_default(target):
        executor = WholeMigrations(target)
        executor.migrate(executor.loader.graph.leaf_nodes())


class Notes:
    """What a move has done so far, in a table of the target that is removed at the end."""

    def __init__(self, target: BaseDatabaseWrapper) -> None:
        self.target = target

    def begin(self, source: str) -> None:
        """Errors: CannotMove when the target holds half of another portal."""
        with transaction.atomic(TARGET):
            self._run(f"CREATE TABLE IF NOT EXISTS {NOTES} (name varchar(200) PRIMARY KEY, value text NOT NULL)")
            if self.get("source", source) != source:
                raise CannotMove("A move of another portal into that database was begun; take an empty one.")
            self.put("source", source)

    def get(self, name: str, default: Any = None) -> Any:
        with self.target.cursor() as cursor:
            cursor.execute(f"SELECT value FROM {NOTES} WHERE name = %s", [name])  # noqa: S608
            row = cursor.fetchone()
        return json.loads(row[0]) if row else default

    def put(self, name: str, value: Any) -> None:
        self._run(f"DELETE FROM {NOTES} WHERE name = %s", [name])  # noqa: S608
        self._run(f"INSERT INTO {NOTES} (name, value) VALUES (%s, %s)", [name, json.dumps(value)])  # noqa: S608

    def end(self) -> None:
        self._run(f"DROP TABLE {NOTES}")

    def _run(self, statement: str, values: list[str] | None = None) -> None:
        with self.target.cursor() as cursor:
            cursor.execute(statement, values)
