"""comptoir move: a demo portal to PostgreSQL and back, killed on the way, with equal digests and the next ids."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from comptoir.ops.home_lock import sharing

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("COMPTOIR_DATABASE_URL", "")
COMPTOIR = str(Path(sys.executable).with_name("comptoir"))
# Steps at which one move after the other is killed: while the schema is made, then while rows are copied.
MOMENTS = (3, 200, 60, 60, 60)


def environment(home: Path, address: str = "") -> dict[str, str]:
    found = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    found |= {"COMPTOIR_HOME": str(home), "PYTHONPATH": str(ROOT), "COMPTOIR_BACKUP_BEFORE_MIGRATE": "no"}
    return found | ({"COMPTOIR_DATABASE_URL": address} if address else {})


def portal(home: Path, *arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.ops.moving_portal", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(home, address), capture_output=True, text=True, check=False
    )


def comptoir(home: Path, *arguments: str, address: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMPTOIR, *arguments], env=environment(home, address), capture_output=True, text=True, check=False
    )


def told(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture
def postgres() -> Iterator[str]:
    if not SERVER:
        pytest.skip("needs PostgreSQL")
    import psycopg

    name = f"moved_{os.getpid()}"
    with psycopg.connect(SERVER.rsplit("/", 1)[0] + "/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def killed_and_carried_on(home: Path, to: str, address: str = "") -> None:
    """Move with a kill at each of the moments, then to the end."""
    assert [portal(home, "move", to, str(at), address=address).returncode for at in MOMENTS] == [-9] * len(MOMENTS)
    done = comptoir(home, "move", "--to", to, address=address)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "equal in each table" in done.stdout
    assert "The old database is as it was." in done.stdout


def test_to_postgresql_and_back(tmp_path: Path, postgres: str) -> None:
    made = told(portal(tmp_path, "make"))
    assert sum(rows for rows, _sum in made.values()) > 1000

    killed_and_carried_on(tmp_path, postgres)
    assert told(portal(tmp_path, "digests")) == made, "the portal's own database stays as it was"
    assert told(portal(tmp_path, "digests", address=postgres)) == made
    refused = comptoir(tmp_path, "move", "--to", postgres)
    assert (refused.returncode, "tables in that database already" in refused.stderr) == (1, True)

    back = tmp_path / "back.sqlite3"
    killed_and_carried_on(tmp_path, f"sqlite:{back}", address=postgres)
    home = tmp_path / "home"
    home.mkdir()
    back.rename(home / "comptoir.sqlite3")
    assert told(portal(home, "digests")) == made
    with closing(sqlite3.connect(home / "comptoir.sqlite3")) as database:
        (failure,) = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'access_signinfailure'").fetchone()
        assert failure == 1, "the id of a row that was deleted is not given a second time"
        assert database.execute("SELECT name FROM sqlite_master WHERE name = 'comptoir_move'").fetchall() == []
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert comptoir(home, "user", "add", "somebody").returncode == 0
    assert comptoir(tmp_path, "user", "add", "somebody", address=postgres).returncode == 0


def test_what_postgresql_cannot_hold_is_named_and_the_move_goes_on(tmp_path: Path, postgres: str) -> None:
    told(portal(tmp_path, "make"))
    with closing(sqlite3.connect(tmp_path / "comptoir.sqlite3")) as database:
        database.execute("UPDATE clients_company SET comments = 'a' || char(0) || 'b' WHERE id = 2")
        database.commit()
    refused = comptoir(tmp_path, "move", "--to", postgres)
    assert refused.returncode == 1
    assert "PostgreSQL cannot hold row 2 of clients_company (a null character in comments)" in refused.stderr
    with closing(sqlite3.connect(tmp_path / "comptoir.sqlite3")) as database:
        database.execute("UPDATE clients_company SET comments = 'ab' WHERE id = 2")
        # A table that was copied already: what was changed since is copied again.
        database.execute("UPDATE access_user SET name = 'Other' WHERE login = 'admin'")
        database.commit()
    assert comptoir(tmp_path, "move", "--to", postgres).returncode == 0
    assert told(portal(tmp_path, "digests", address=postgres)) == told(portal(tmp_path, "digests"))


def test_nobody_works_meanwhile(tmp_path: Path) -> None:
    target = f"sqlite:{tmp_path / 'target.sqlite3'}"
    assert comptoir(tmp_path, "migrate", "-v", "0").returncode == 0
    with sharing(tmp_path):
        refused = comptoir(tmp_path, "move", "--to", target)
    assert (refused.returncode, "stop `comptoir serve` and its worker first" in refused.stderr) == (2, True)
    assert comptoir(tmp_path, "move", "--to", target).returncode == 0


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("mysql://root@localhost/crm", "Say --to postgresql://"),
        ("sqlite:/there/is/no/folder.sqlite3", "There is no folder"),
        ("sqlite:{home}/comptoir.sqlite3", "in that database already"),
    ],
)
def test_an_address_that_will_not_do(to: str, words: str, tmp_path: Path) -> None:
    assert comptoir(tmp_path, "migrate", "-v", "0").returncode == 0
    refused = comptoir(tmp_path, "move", "--to", to.format(home=tmp_path))
    assert (refused.returncode, words in refused.stderr) == (1, True), refused.stderr
