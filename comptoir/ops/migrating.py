"""Migrations that are there whole or not at all, whenever the process is killed."""

from typing import Any, ClassVar

from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState


class WholeMigrations(MigrationExecutor):
    """Applies a migration and notes it in one transaction.

    Django notes a migration that adds indexes or keys after the transaction that made them: killed in between, its
    tables are there, and the next `migrate` fails as it tries to make them again.
    """

    current: ClassVar[Migration | None] = None

    @classmethod
    def begin(cls) -> None:
        """Forget at which migration an earlier run of this process stopped."""
        cls.current = None

    def apply_migration(self, state: ProjectState, migration: Migration, *args: Any, **kwargs: Any) -> ProjectState:
        WholeMigrations.current = migration
        if not migration.atomic:
            return super().apply_migration(state, migration, *args, **kwargs)
        database = connections[self.connection.alias]
        # SQLite can leave its keys unchecked only outside a transaction; its schema editor checks them at the end.
        database.disable_constraint_checking()
        try:
            with transaction.atomic(database.alias):
                return super().apply_migration(state, migration, *args, **kwargs)
        finally:
            database.enable_constraint_checking()
