"""Background work of sales."""

from comptoir.account.queries import today
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.sales.actions import recompute_all_amounts, recompute_open_amounts


@job("sales.recompute_open_amounts")
def recompute_open(job: Job) -> None:
    """After a change of rates."""
    recompute_open_amounts(today(), lambda done: report(job, done))


@job("sales.recompute_all_amounts")
def recompute_all(job: Job) -> None:
    """After a change of the account's currency."""
    recompute_all_amounts(today(), lambda done: report(job, done))
