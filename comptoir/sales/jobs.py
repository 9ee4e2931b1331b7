"""Background work of sales."""

from comptoir.account.queries import today
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.sales.actions import recompute_open_amounts


@job("sales.recompute_open_amounts")
def recompute(job: Job) -> None:
    recompute_open_amounts(today(), lambda done: report(job, done))
