"""Comparing a restored database with what was backed up."""

from django.utils.translation import gettext as _

from comptoir.backup.errors import BackupFailed
from comptoir.backup.manifest import Database


def require_equal(found: Database, expected: Database) -> None:
    """Errors: BackupFailed, naming the tables that differ."""
    names = sorted(set(found.tables) | set(expected.tables))
    differing = [name for name in names if found.tables.get(name) != expected.tables.get(name)]
    if differing or found.migrations != expected.migrations:
        raise BackupFailed(
            _("What was restored differs from what was backed up, in %(tables)s.")
            % {"tables": ", ".join(differing[:5]) or "django_migrations"}
        )
