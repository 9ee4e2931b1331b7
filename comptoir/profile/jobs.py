"""Background work of the profile."""

from django.utils import timezone

from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.profile.actions import measure_load
from comptoir.profile.actions.fit_standings import FIT_JOB, fit_standings
from comptoir.profile.actions.measure_load import JOB


@job(JOB)
def measure(job: Job) -> None:
    measure_load(job.arguments["client_type"], at=timezone.now())


@job(FIT_JOB)
def fit(job: Job) -> None:
    fit_standings(job.arguments["client_type"], at=timezone.now(), beat=lambda: report(job, job.done))
