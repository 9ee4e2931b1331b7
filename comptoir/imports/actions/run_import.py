"""Carrying an import out, from where it stands to its end."""

from __future__ import annotations

from django.utils import timezone, translation

from comptoir.account.queries import account
from comptoir.imports.engine import Progress, carry_out
from comptoir.imports.errors import RunTaken
from comptoir.imports.models import ImportRun
from comptoir.imports.options import options_of
from comptoir.kit.errors import CrmError


def run_import(run: ImportRun, progress: Progress = lambda run: None) -> ImportRun:
    """Import the rest of the run's file: safe to call again after a kill, no row is written twice.

    Errors: FileRefused, MappingRefused (the run is then failed, with the reason); RunTaken.
    """
    if run.is_over:
        return run
    run.state = ImportRun.State.RUNNING
    run.started_at = run.started_at or timezone.now()
    run.save(update_fields=["state", "started_at"])
    try:
        with translation.override(options_of(run.options).language or account().language):
            carry_out(run, clock=timezone.now, progress=progress)
    except RunTaken:
        raise
    except CrmError as error:
        _end(run, ImportRun.State.FAILED, str(error.message))
        raise
    _end(run, ImportRun.State.DONE, "")
    run.path.unlink(missing_ok=True)
    return run


def _end(run: ImportRun, state: str, error: str) -> None:
    run.state, run.error, run.finished_at = state, error, timezone.now()
    run.save(update_fields=["state", "error", "finished_at"])
