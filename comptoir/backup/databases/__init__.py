"""Taking a snapshot of the database while people write, putting it back, and comparing: SQLite and PostgreSQL."""

from django.conf import settings

from comptoir.backup.databases.base import Databases, Snapshot
from comptoir.backup.databases.postgres import PostgreSQL
from comptoir.backup.databases.sqlite import SQLite

__all__ = ["Databases", "PostgreSQL", "SQLite", "Snapshot", "the_database"]


def the_database() -> Databases:
    return PostgreSQL() if settings.POSTGRES else SQLite()
