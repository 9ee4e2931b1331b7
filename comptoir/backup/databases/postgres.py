"""PostgreSQL: pg_dump out of the same snapshot in which the rows are counted."""

import contextlib
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import psycopg
from django.db import connection as database
from django.utils.translation import gettext as _
from psycopg import sql
from psycopg.abc import Query

from comptoir.backup.databases.base import Report
from comptoir.backup.databases.compare import require_equal
from comptoir.backup.databases.programs import program, run
from comptoir.backup.errors import BackupFailed
from comptoir.backup.manifest import Database, Engine, Proof, Table

# The text of a row depends on these.
SESSION = (
    "SET statement_timeout = 0",
    "SET idle_in_transaction_session_timeout = 0",
    "SET timezone = 'UTC'",
    "SET datestyle = 'ISO'",
    "SET intervalstyle = 'iso_8601'",
    "SET bytea_output = 'hex'",
    "SET extra_float_digits = 1",
)
SCRATCH = "_proof_"
LONGEST_NAME = 63
# A dump is compressed and holds no indexes; too low an estimate is found out while writing.
PACKED = 3


class PostgreSQLSnapshot:
    def __init__(self, connection: psycopg.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def describe(self) -> Database:
        return describe(self._connection, schema_of(self._connection))

    def dump(self, into: Path, report: Report) -> None:
        path = program("pg_dump", major_version(self._connection))
        schema = schema_of(self._connection)
        options = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={self._name}"]
        run([path, *options, f"--schema={_quoted(schema)}", f"--file={into}"], self._connection, report)


class PostgreSQL:
    engine: Engine = "postgresql"
    member = "database.dump"

    def size(self) -> int:
        with connected() as connection:
            row = connection.execute(
                "SELECT coalesce(sum(pg_table_size(oid)), 0) FROM pg_class"
                " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            ).fetchone()
        return int(row[0]) // PACKED if row else 0

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[PostgreSQLSnapshot]:
        with connected() as connection:
            program("pg_dump", major_version(connection))
            program("pg_restore", major_version(connection))
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            row = connection.execute("SELECT pg_export_snapshot()").fetchone()
            yield PostgreSQLSnapshot(connection, str(row[0]) if row else "")

    def prove(self, dump: Path, expected: Database) -> Proof:
        """Restore into a database of its own; where the user may not make one, read all of the dump at least."""
        with connected() as connection:
            try:
                scratch = _add_scratch(connection)
            except psycopg.errors.InsufficientPrivilege:
                run([self._restorer(connection), "--file=/dev/null", str(dump)], connection)
                return "read"
            try:
                _restore(connection, dump, expected, scratch)
                with connected(scratch) as restored:
                    require_equal(describe(restored, expected.schema), expected)
            finally:
                _drop(connection, scratch)
        return "restored"

    def clear(self) -> None:
        with connected() as connection:
            ours = re.compile(re.escape(_scratch_prefix(connection)) + "[0-9a-f]{8}")
            rows = connection.execute("SELECT datname FROM pg_database").fetchall()
            for (name,) in rows:
                if ours.fullmatch(name):
                    with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                        _drop(connection, name)

    def in_the_way(self, home: Path) -> str:
        with connected() as connection:
            name = connection.info.dbname
            row = connection.execute(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S')"
                " AND relnamespace = current_schema()::regnamespace LIMIT 1"
            ).fetchone()
        return (
            _("the database %(name)s, which has the table %(table)s") % {"name": name, "table": row[0]} if row else ""
        )

    def put_back(self, dump: Path, expected: Database) -> None:
        with connected() as connection:
            schema = schema_of(connection)
            if schema != expected.schema:
                raise BackupFailed(
                    _("The backup is of the schema %(theirs)s, but here it would be put into %(ours)s.")
                    % {"theirs": expected.schema, "ours": schema}
                )
            _restore(connection, dump, expected, connection.info.dbname)
            require_equal(describe(connection, schema), expected)

    def holds(self, expected: Database) -> bool:
        with connected() as connection:
            return describe(connection, schema_of(connection)) == expected

    def settle(self, dump: Path, home: Path) -> None:
        dump.unlink()

    def _restorer(self, connection: psycopg.Connection) -> str:
        return program("pg_restore", major_version(connection))


@contextlib.contextmanager
def connected(dbname: str = "") -> Iterator[psycopg.Connection]:
    """Give a connection of its own: those of the portal's pool have limits of time, and are needed by people."""
    parameters = {**database.get_connection_params(), **({"dbname": dbname} if dbname else {})}
    for name in ("cursor_factory", "context", "prepare_threshold", "pool"):
        parameters.pop(name, None)
    with contextlib.closing(psycopg.connect(**parameters, autocommit=True)) as connection:
        for each in SESSION:
            connection.execute(each)
        yield connection


def major_version(connection: psycopg.Connection) -> int:
    return connection.info.server_version // 10000


def schema_of(connection: psycopg.Connection) -> str:
    row = connection.execute("SELECT current_schema()").fetchone()
    return str(row[0]) if row else "public"


def describe(connection: psycopg.Connection, schema: str) -> Database:
    names = connection.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = %s::regnamespace ORDER BY 1",
        [_quoted(schema)],
    ).fetchall()
    tables = {name: _table(connection, schema, name) for (name,) in names}
    migrations: list[str] = []
    if "django_migrations" in tables:
        listed = sql.SQL("SELECT app || '.' || name FROM {} ORDER BY 1").format(
            sql.Identifier(schema, "django_migrations")
        )
        migrations = sorted(row[0] for row in connection.execute(listed))
    return Database("postgresql", schema, migrations, tables)


def _table(connection: psycopg.Connection, schema: str, name: str) -> Table:
    """Add up a hash of each row, so that their order, which a restore may change, does not count."""
    query: Query = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0) FROM {} t"
    ).format(sql.Identifier(schema, name))
    row = connection.execute(query).fetchone()
    return Table(int(row[0]), str(row[1])) if row else Table(0, "")


def _restore(connection: psycopg.Connection, dump: Path, expected: Database, into: str) -> None:
    """Fill a database with the dump in one transaction; the schema itself is made here, since public always exists."""
    restorer = program("pg_restore", major_version(connection))
    listed = run([restorer, "--list", str(dump)], connection)
    with connected(into) as target:
        target.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(expected.schema)))
    with NamedTemporaryFile("w", suffix=".list", dir=dump.parent) as wanted:
        wanted.writelines(line + "\n" for line in listed.splitlines() if not re.search(r"^\d+; \d+ \d+ SCHEMA ", line))
        wanted.flush()
        options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        run([restorer, *options, f"--use-list={wanted.name}", f"--dbname={into}", str(dump)], connection, dbname=into)


def _scratch_prefix(connection: psycopg.Connection) -> str:
    return connection.info.dbname[: LONGEST_NAME - len(SCRATCH) - 8] + SCRATCH


def _add_scratch(connection: psycopg.Connection) -> str:
    name = _scratch_prefix(connection) + secrets.token_hex(4)
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    return name


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
