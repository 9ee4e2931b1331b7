"""Reading the whole portal as it is at one moment, while people work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Show within this block what was committed when it began. Nothing may be written in it."""
    database: Any = connection
    usual = getattr(database, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # The usual mode, IMMEDIATE, would keep everybody else from writing as long as we read.
        database.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                else:
                    # A deferred transaction of SQLite begins with the first row that it reads.
                    cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")
            yield
    finally:
        if connection.vendor == "sqlite":
            database.transaction_mode = usual
