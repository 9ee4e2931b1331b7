"""Time travel in the database: temporary tables show past rows to one connection; the stored tables are not changed.

Three modules work together: `items/history/time_travel.py` takes back later changes of items, this one puts past rows
in place of stored ones, and `profile/time_travel.py` collects the rows of one client.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

AT_ONCE = 5_000
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class WrittenInThePast(RuntimeError):
    """Code tried to write while tables show past rows: a programming error."""


@dataclass
class PastTable:
    """What a table shows: stored rows with these ids as they are, and given rows of its model in place of others.

    `looked_up_by` are the columns by which queries look rows up; they get indexes.
    """

    model: type[Model]
    looked_up_by: tuple[str, ...] = ()
    stored: list[int] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)


@contextmanager
def showing(tables: Sequence[PastTable]) -> Iterator[None]:
    """Let every query inside the block read these tables. Errors: WrittenInThePast for a write.

    On both databases a temporary table hides the stored one of the same name, for one connection. Querysets are lazy:
    they must be read inside the block.
    """
    # A pooler such as PgBouncer may run the next statement on another connection, except within a transaction.
    with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
        for table in tables:
            _lay(table)
        try:
            with connection.execute_wrapper(_refuse_writes):
                yield
        except BaseException:
            if not connection.in_atomic_block:  # else the transaction takes the tables back
                _lift(tables)
            raise
        _lift(tables)


def _lay(past: PastTable) -> None:
    table, schema = _quoted(past.model._meta.db_table), _schema()
    _lift([past])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {schema}.{table} WHERE 1 = 0")  # noqa: S608
        for start in range(0, len(past.stored), AT_ONCE):
            ids = ", ".join(str(int(id)) for id in past.stored[start : start + AT_ONCE])
            cursor.execute(f"INSERT INTO {table} SELECT * FROM {schema}.{table} WHERE id IN ({ids})")  # noqa: S608
    past.model._default_manager.bulk_create(past.rows, batch_size=500)
    with connection.cursor() as cursor:
        for column in ("id", *past.looked_up_by):
            name = _quoted(f"past_{past.model._meta.db_table}_{column}")
            cursor.execute(f"CREATE INDEX {name} ON {table} ({_quoted(column)})")
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {table}")


def _lift(tables: Sequence[PastTable]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {_temporary()}.{_quoted(table.model._meta.db_table)}")


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: dict[str, object]) -> Any:
    if sql.lstrip().upper().startswith(WRITES):
        raise WrittenInThePast(sql)
    return execute(sql, params, many, context)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _temporary() -> str:
    return "pg_temp" if connection.vendor == "postgresql" else "temp"


def _schema() -> str:
    """Return the schema that holds the stored tables."""
    if connection.vendor != "postgresql":
        return "main"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return _quoted(cursor.fetchone()[0])
