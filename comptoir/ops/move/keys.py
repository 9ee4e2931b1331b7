"""The keys between tables while rows come in table by table, and the counters from which new ids are taken."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField

from comptoir.ops.id_counters import counter, highest, set_counter
from comptoir.ops.move.target import TARGET, Notes
from comptoir.ops.portal_tables import key, tables

FOREIGN_KEYS = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2"
)


def put_aside(target: BaseDatabaseWrapper, notes: Notes) -> None:
    """Take the foreign keys away: tables point at each other, so that no order of them would do."""
    if target.vendor == "sqlite":
        target.disable_constraint_checking()
        return
    if notes.get("keys") is not None:
        return
    with transaction.atomic(TARGET), target.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        found = [list(row) for row in cursor.fetchall()]
        notes.put("keys", found)
        for table, name, _definition in found:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')


def put_back(target: BaseDatabaseWrapper, notes: Notes) -> None:
    """Add the keys again, which checks every row. Errors: IntegrityError for a row that points nowhere."""
    if target.vendor == "sqlite":
        target.check_constraints()
        target.enable_constraint_checking()
        return
    with transaction.atomic(TARGET), target.cursor() as cursor:
        for table, name, definition in notes.get("keys") or []:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        notes.put("keys", [])


def set_counters(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    """Let the next id of each table be the one it would have been: that of a deleted row is not given a second time."""
    for model in tables():
        if isinstance(key(model), AutoField):
            set_counter(target, model, max(counter(source, model), highest(model, using=TARGET)))
