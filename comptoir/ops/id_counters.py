"""The counters from which tables take the ids of new rows."""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Max, Model, QuerySet

from comptoir.ops.portal_tables import key


def highest(model: type[Model], *, using: str) -> int:
    rows: QuerySet[Model] = QuerySet(model)
    found: dict[str, Any] = rows.using(using).aggregate(highest=Max("pk"))
    return int(found["highest"] or 0)


def counter(database: BaseDatabaseWrapper, model: type[Model]) -> int:
    """Return the highest id that the table has ever given."""
    table = model._meta.db_table
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            sequence = _sequence(cursor, model)
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def set_counter(database: BaseDatabaseWrapper, model: type[Model], value: int) -> None:
    if value == 0:
        return
    table = model._meta.db_table
    with transaction.atomic(database.alias), database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, value])
        else:
            cursor.execute("SELECT setval(%s, %s)", [_sequence(cursor, model), value])


def _sequence(cursor: Any, model: type[Model]) -> str:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{model._meta.db_table}"', key(model).column])
    return str(cursor.fetchone()[0])
