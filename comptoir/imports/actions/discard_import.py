"""Forgetting an import: what it has added stays."""

from comptoir.access.models import User
from comptoir.imports.models import ImportRun
from comptoir.kit.errors import NotFound


def discard_import(run: ImportRun, *, actor: User) -> None:
    """Delete the run with its file and its report. Errors: NotFound for somebody else's."""
    if not (actor.is_admin or run.created_by_id == actor.pk):
        raise NotFound
    if run.file:
        run.path.unlink(missing_ok=True)
    run.delete()
