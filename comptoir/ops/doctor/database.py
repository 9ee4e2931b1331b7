"""The database itself: its pages, the keys between tables, the counters of ids, texts that not every database holds."""

from collections.abc import Iterator
from functools import partial

from django.db import connection
from django.db.models import AutoField, CharField, Model, QuerySet, TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.ops.doctor.finding import Check, Finding, checks
from comptoir.ops.id_counters import counter, highest, set_counter
from comptoir.ops.portal_tables import columns, key, tables

NULL = "\0"


def integrity() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check(20)")
            wrong = [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
        else:
            wrong = []
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'")
            if cursor.fetchone():
                cursor.execute(
                    "SELECT bt_index_check(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
                    "JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'btree' AND i.indisvalid "
                    "AND c.relnamespace = current_schema()::regnamespace"
                )
    for line in wrong:
        yield Finding(_("The database is damaged: %(line)s. Restore a backup.") % {"line": line})


def keys() -> Iterator[Finding]:
    """PostgreSQL checks its keys itself; in SQLite another program may have written without them."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        found: dict[tuple[str, str], list[object]] = {}
        for table, row, parent, _number in cursor.fetchall():
            found.setdefault((table, parent), []).append(row)
    for (table, parent), rows in found.items():
        yield Finding(
            _("Rows of %(table)s point to rows of %(parent)s that are not there.") % {"table": table, "parent": parent},
            rows,
        )


def counted() -> Iterator[Finding]:
    for model in tables():
        if isinstance(key(model), AutoField):
            top = highest(model, using=connection.alias)
            if counter(connection, model) < top:
                yield Finding(
                    _("The next new row of %(table)s would get an id that is taken.") % {"table": model._meta.db_table},
                    mend=partial(set_counter, connection, model, top),
                )


def null_characters() -> Iterator[Finding]:
    """SQLite keeps them, PostgreSQL does not; no keyboard types them."""
    if connection.vendor != "sqlite":
        return
    for model in tables():
        for field in columns(model):
            if not isinstance(field, CharField | TextField) or field.primary_key:
                continue
            if ids := _with_null(model, str(field.column)):
                yield Finding(
                    _("%(table)s, %(column)s: texts with a null character.")
                    % {"table": model._meta.db_table, "column": field.column},
                    ids,
                    mend=partial(_without_null, model, field.attname, ids),
                )


def _with_null(model: type[Model], column: str) -> list[object]:
    # As bytes: for LIKE a text ends at its first null character.
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(str(key(model).column))} FROM {quote(model._meta.db_table)} "  # noqa: S608
            f"WHERE instr(CAST({quote(column)} AS BLOB), x'00')"
        )
        return [row[0] for row in cursor.fetchall()]


def _without_null(model: type[Model], name: str, ids: list[object]) -> None:
    rows: QuerySet[Model] = QuerySet(model)
    for row in rows.filter(pk__in=ids).only(name):
        rows.filter(pk=row.pk).update(**{name: getattr(row, name).replace(NULL, "")})


checks.add(Check("integrity", gettext_lazy("the database is whole"), integrity))
checks.add(Check("keys", gettext_lazy("rows point to rows that are there"), keys))
checks.add(Check("counters", gettext_lazy("new rows get new ids"), counted))
checks.add(Check("null_characters", gettext_lazy("texts hold no null characters"), null_characters))
