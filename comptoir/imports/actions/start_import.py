"""Starting an import in the background, or carrying on one whose worker was lost."""

from django.db import transaction

from comptoir.access.models import User
from comptoir.imports.errors import RunNotReady
from comptoir.imports.models import ImportRun
from comptoir.imports.queries import importer_for
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue


def start_import(run: ImportRun, *, actor: User) -> ImportRun:
    """Queue the run. Errors: RunNotReady when it is at work or over; ImportRefused without the right."""
    importer_for(run.item_type, actor)
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        lost = Job.objects.filter(pk=locked.job_id or 0, state=Job.State.FAILED).exists()
        if locked.is_over or (locked.state != ImportRun.State.DRAFT and not lost):
            raise RunNotReady
        locked.state = ImportRun.State.WAITING
        locked.job_id = enqueue("imports.run", actor=actor, total=locked.total, run_id=locked.pk).pk
        locked.save(update_fields=["state", "job_id"])
    return locked
