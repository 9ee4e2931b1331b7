"""A portal of every released version comes up with today's code and shows what it showed before (ruling R31)."""

import gzip
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VERSIONS = sorted(folder.name for folder in HERE.iterdir() if (folder / "seen.json").exists())
SERVER = os.environ.get("COMPTOIR_DATABASE_URL", "")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_migration_is_never_edited(version: str) -> None:
    edited = [
        path
        for digest, path in map(str.split, (HERE / version / "migrations.sha256").read_text().splitlines())
        if not (ROOT / path).exists() or hashlib.sha256((ROOT / path).read_bytes()).hexdigest() != digest
    ]
    assert edited == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_portal_of_the_version_shows_what_it_showed(version: str, tmp_path: Path) -> None:
    with database(version, tmp_path) as address:
        shown = upgraded(tmp_path, address)
    seen = json.loads((HERE / version / "seen.json").read_text())
    assert list(differences(seen, shown)) == []


def upgraded(home: Path, address: str) -> dict[str, Any]:
    """Migrate the database in a process of its own, as an administrator does, and read what it shows."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    environment |= {"COMPTOIR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment |= {"COMPTOIR_DATABASE_URL": address} if address else {}
    command = [sys.executable, "-m", "tests.upgrades.portal", "upgrade"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    shown: dict[str, Any] = json.loads(done.stdout)
    return shown


def differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Yield what was seen and is not shown any more; a newer version may show more beside it."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            yield from differences(value, after.get(key), f"{path}/{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for position, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{path}/{position}")
    elif before != after:
        yield f"{path}: {str(before)[:200]} became {str(after)[:200]}"


@contextmanager
def database(version: str, home: Path) -> Iterator[str]:
    """Load the version's portal: into the home's SQLite file, or into a database of its own on PostgreSQL."""
    if not SERVER:
        with closing(sqlite3.connect(home / "comptoir.sqlite3")) as connection:
            connection.executescript(gzip.decompress((HERE / version / "sqlite.sql.gz").read_bytes()).decode())
        yield ""
        return
    import psycopg

    name = re.sub(r"\W", "_", f"upgrade_{version}_{home.name}_{os.getpid()}").lower()
    address = urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(gzip.decompress((HERE / version / "postgresql.sql.gz").read_bytes()))
        yield address
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
