"""The backup that an upgrade makes of the data as they are, before it changes the database.

It lies apart from the others, is not sealed (it never leaves the home, which holds the same data), and the last of each
of three states of the schema is kept: an upgrade that fails at every start must not push out the one before it.
"""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from comptoir.backup.folder import backups_in, new_name, remove
from comptoir.backup.make import make_backup
from comptoir.backup.plan import own_folder
from comptoir.backup.sealing import Seal

STATES_KEPT = 3


def back_up_before_migrating() -> Path | None:
    """Return the backup; None when there are no data yet, nothing to migrate, or the environment does not want one.

    Errors: those of `make_backup`.
    """
    if not settings.COMPTOIR_BACKUP_BEFORE_MIGRATE or not _has_data() or not pending_migrations():
        return None
    at = timezone.now()
    folder = own_folder() / "before-migration"
    made = make_backup(folder / new_name(at), seal=Seal(), kind="before-migration", at=at)
    _forget_old(folder)
    return made.path


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def _has_data() -> bool:
    with connection.cursor() as cursor:
        if "access_user" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT 1 FROM access_user LIMIT 1")
        return cursor.fetchone() is not None


def _forget_old(folder: Path) -> None:
    states: dict[str, Path] = {}
    backups = backups_in(folder)
    for kept in backups:
        states.setdefault(kept.about.state, kept.path)
    wanted = list(states.values())[:STATES_KEPT]
    remove(kept for kept in backups if kept.path not in wanted)
