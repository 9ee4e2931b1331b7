"""Migrating the portal of a released version, for tests.faults: killed or failing, and carried on by the next one."""

import gzip
import os
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ADDRESS = os.environ.get("COMPTOIR_DATABASE_URL", "")
SCHEMA = {
    "sqlite": ("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",),
    "postgresql": (
        (
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns "
            "WHERE table_schema = current_schema()"
        ),
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        (
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = current_schema()::regnamespace"
        ),
    ),
}

# What Django notes of itself after each migrate.
NUMBERED_ANEW = ("auth_permission", "django_content_type")


class Migrating:
    # Django notes a migration after the transaction that made its tables: nobody may be killed in between.
    every = ("committed",)

    def __init__(self, version: str) -> None:
        self.version = version

    def make(self) -> None:
        folder = HERE / self.version
        if ADDRESS:
            import psycopg

            with psycopg.connect(ADDRESS, autocommit=True) as connection:
                connection.execute(gzip.decompress((folder / "postgresql.sql.gz").read_bytes()))
            return
        with closing(sqlite3.connect(Path(os.environ["COMPTOIR_HOME"]) / "comptoir.sqlite3")) as connection:
            connection.executescript(gzip.decompress((folder / "sqlite.sql.gz").read_bytes()).decode())

    def act(self) -> None:
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0, stdout=StringIO())

    resume = act

    def look(self) -> Any:
        from django.db import connection

        from comptoir.ops.data_version import data_version, shipped_migrations
        from comptoir.ops.portal_tables import digests

        with connection.cursor() as cursor:
            schema = []
            for query in SCHEMA[connection.vendor]:
                cursor.execute(query)
                schema += sorted(str(row) for row in cursor.fetchall())
        if data_version() != "ok":
            return {"version": str(data_version())}
        # A sequence of PostgreSQL does not take back the numbers of a transaction that failed.
        rows = {table: [each.rows, "" if table in NUMBERED_ANEW else each.sum] for table, each in digests().items()}
        return {"version": "ok", "schema": schema, "rows": rows, "migrations": len(shipped_migrations())}


FROM_0_1_0 = Migrating("0.1.0")
