"""Copying the rows of a table, chunk by chunk, each in one transaction with the note of how far it came."""

from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model, QuerySet

from comptoir.ops.move.target import TARGET, CannotMove, Notes
from comptoir.ops.portal_tables import Row, chunks, columns, key

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
REFUSALS = (DataError, IntegrityError, ValueError, OverflowError)


def copy(model: type[Model], target: BaseDatabaseWrapper, notes: Notes) -> None:
    """Copy what is not there yet. Errors: CannotMove for a row that the target cannot hold."""
    table = model._meta.db_table
    last = notes.get(table)
    place = [field.attname for field in columns(model)].index(key(model).attname)
    for chunk in chunks(model, after=key(model).to_python(last)):
        with transaction.atomic(TARGET):
            _insert(model, chunk, target)
            notes.put(table, str(chunk[-1][place]))


def again(model: type[Model], target: BaseDatabaseWrapper, notes: Notes) -> None:
    """Copy a table afresh: its rows were changed between two runs."""
    with transaction.atomic(TARGET):
        empty(model, target)
        notes.put(model._meta.db_table, None)
    copy(model, target, notes)


def empty(model: type[Model], target: BaseDatabaseWrapper) -> None:
    rows: QuerySet[Model] = QuerySet(model)
    rows.using(target.alias)._raw_delete(target.alias)  # noqa: SLF001 - no cascade here


def _insert(model: type[Model], rows: list[Row], target: BaseDatabaseWrapper) -> None:
    try:
        with transaction.atomic(TARGET):
            _write(model, rows, target)
    except REFUSALS:
        for row in rows:
            _insert_one(model, row, target)


def _insert_one(model: type[Model], row: Row, target: BaseDatabaseWrapper) -> None:
    try:
        with transaction.atomic(TARGET):
            _write(model, [row], target)
    except REFUSALS as error:
        place = [field.attname for field in columns(model)].index(key(model).attname)
        raise CannotMove(
            f"{NAMES[target.vendor]} cannot hold row {row[place]} of {model._meta.db_table}{_column(model, row)}: "
            f"{' '.join(str(error).split())}. Change it there (`comptoir doctor` finds such rows), then run the "
            "command again: it goes on from here."
        ) from error


def _column(model: type[Model], row: Row) -> str:
    """Say in which column a null character stands, the usual reason for PostgreSQL to refuse a text of SQLite."""
    for field, value in zip(columns(model), row, strict=True):
        if "\0" in str(value):
            return f" (a null character in {field.column})"
    return ""


def _write(model: type[Model], rows: list[Row], target: BaseDatabaseWrapper) -> None:
    fields = [(place, field) for place, field in enumerate(columns(model)) if not getattr(field, "generated", False)]
    quote = target.ops.quote_name
    names = ", ".join(quote(field.column) for _place, field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    with target.cursor() as cursor:
        cursor.executemany(statement, [[_stored(field, row[place], target) for place, field in fields] for row in rows])


def _stored(field: "Field[Any, Any]", value: Any, target: BaseDatabaseWrapper) -> Any:
    # The columns as they are: `auto_now` and its like would write another moment.
    if value is None and isinstance(field, JSONField) and not field.null:
        return target.ops.adapt_json_value(None, field.encoder)
    return field.get_db_prep_save(value, connection=target)
