"""`comptoir migrate`: a backup first, then migrations, each whole or not at all, then what every account has."""

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import transaction

from comptoir.backup.before_migration import back_up_before_migrating
from comptoir.kit.errors import CrmError
from comptoir.ops.first_start import load_defaults
from comptoir.ops.migrating import WholeMigrations
from comptoir.ops.preflight import CannotStart

logger = logging.getLogger("comptoir.ops")
# Django's command has no other place in which to say how migrations are applied.
migrate.MigrationExecutor = WholeMigrations  # type: ignore[attr-defined]


class Command(migrate.Command):
    brings_up_to_date = True

    def handle(self, *args: Any, **options: Any) -> None:
        changes_data = not (options["plan"] or options["check_unapplied"] or options["fake"])
        backup = _back_up() if changes_data else None
        if backup:
            self.stdout.write(f"Backed up before the upgrade: {backup}")
        WholeMigrations.begin()
        try:
            super().handle(*args, **options)
        except Exception as error:
            if not (WholeMigrations.current or backup):
                raise
            logger.exception("a migration failed")
            raise CommandError(_what_now(error, backup)) from error
        if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
            with transaction.atomic():
                load_defaults()


def _back_up() -> Path | None:
    try:
        return back_up_before_migrating()
    except CrmError as error:
        raise CannotStart(
            f"The database was not touched, since it could not be backed up first. {error} "
            "(COMPTOIR_BACKUP_BEFORE_MIGRATE=no goes on without a backup.)"
        ) from error


def _what_now(error: Exception, backup: Path | None) -> str:
    step = WholeMigrations.current or "the last step"
    kept = backup or "FILE (a backup made before the upgrade)"
    return (
        f"The upgrade stopped at {step}: {str(error).strip().rstrip('.')}. That step was taken back, those before it "
        "stay. To go on, remove the cause and start again. To go back, restore the data as they were into an empty "
        f"COMPTOIR_HOME (and an empty database) with: comptoir restore --no-migrate {kept} — then start the version "
        "you had."
    )
