"""A portal of its own for a test: a home, and on PostgreSQL a database, used through the commands."""

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

COMPTOIR = str(Path(sys.executable).with_name("comptoir"))
SERVER = os.environ.get("COMPTOIR_DATABASE_URL", "")
ADMIN = urlsplit(SERVER)._replace(path="/postgres").geturl() if SERVER else ""
IDENTITY = "AGE-SECRET-KEY-1JVG6Y2HTC4HM2A33Q09LA75G4PZ5YKCAXYS65XDM45E0TFV9UZTQQDKML8"
RECIPIENT = "age1ky3xszy92qz0x7x0t6y7tdkkxp9lyns5548ax9ek258tmw6hfggsjr5s6j"


class Portal:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.name = f"backup_{secrets.token_hex(4)}"
        self.url = urlsplit(SERVER)._replace(path=f"/{self.name}").geturl() if SERVER else ""
        self.empty_database()

    def empty_database(self) -> None:
        if SERVER:
            with psycopg.connect(ADMIN, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
                connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE template0')

    def drop(self) -> None:
        if SERVER:
            with psycopg.connect(ADMIN, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
        kept |= {"COMPTOIR_HOME": str(self.home)}
        return kept | ({"COMPTOIR_DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: object, **variables: str) -> "subprocess.CompletedProcess[str]":
        command = [COMPTOIR, *(str(word) for word in words)]
        environment = {**self.environment, **variables}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def do(self, *words: object, **variables: str) -> str:
        done = self.run(*words, **variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def set_up(self) -> "Portal":
        """Make a portal with a user, Ada, and a file."""
        self.do("migrate", "--verbosity", "0")
        self.do("user", "add", "ada", "--admin", "--name", "Ada")
        files = self.home / "files" / "imports"
        files.mkdir(parents=True)
        (files / "clients.csv").write_bytes(b"Name;City\n" * 1000)
        return self

    def copy_of(self, other: "Portal") -> "Portal":
        """Become a copy of another portal, which nobody uses; much faster than making one."""
        shutil.copytree(other.home, self.home, dirs_exist_ok=True)
        if SERVER:
            self.drop()
            with psycopg.connect(ADMIN, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{other.name}"')
        return self

    def sql(self, text: str) -> list[tuple[Any, ...]]:
        """Run a statement in the portal's database."""
        if SERVER:
            with psycopg.connect(self.url, autocommit=True) as connection:
                cursor = connection.execute(text)
                return list(cursor.fetchall()) if cursor.description else []
        with closing(sqlite3.connect(self.home / "comptoir.sqlite3", isolation_level=None)) as file:
            return list(file.execute(text).fetchall())

    def migrated(self, app: str) -> list[str]:
        return [name for (name,) in self.sql(f"SELECT name FROM django_migrations WHERE app = '{app}'")]

    def logins(self) -> str:
        return " ".join(login for (login,) in self.sql("SELECT login FROM access_user"))

    def python(self, code: str) -> str:
        """Run code in the portal, as `comptoir shell` would."""
        set_up = "import django; django.setup()\n"
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", set_up + code], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
