"""Imports in the background."""

from comptoir.imports.actions import run_import
from comptoir.imports.models import ImportRun
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.kit.errors import CrmError


@job("imports.run")
def run(job: Job) -> None:
    """Carry the run on; what the file or the mapping is refused for stands in the run, not in a failed job."""
    found = ImportRun.objects.select_related("created_by").get(pk=job.arguments["run_id"])
    try:
        run_import(found, lambda run: report(job, run.position, run.total))
    except CrmError as error:
        report(job, found.position, found.total)
        job.error = str(error.message)
