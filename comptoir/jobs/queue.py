"""The queue of jobs: adding one within a transaction, running it, requeuing what a killed worker left behind."""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from comptoir.jobs.models import Job
from comptoir.jobs.registry import job_types

# Three missed heartbeats: `report` is due every 20 seconds.
SILENCE = timedelta(seconds=60)


def enqueue(name: str, *, actor: AbstractBaseUser | None = None, total: int = 0, **arguments: object) -> Job:
    """Queue a job; `arguments` must be JSON values. It runs after the current transaction has committed.

    Errors: KeyError for an unknown name.
    """
    job_types.get(name)
    job = Job.objects.create(
        name=name,
        arguments=arguments,
        created_by_id=actor.pk if actor else None,
        total=total,
        created_at=timezone.now(),
    )
    # The task is a row of the same database: it commits with the job, or not at all.
    run_job.enqueue(job_id=job.pk)
    return job


@task()
def run_job(job_id: int) -> None:
    run(job_id)


def run(job_id: int) -> None:
    """Run a waiting job in this process; a job that is running or finished is left alone."""
    now = timezone.now()
    # After a requeue two workers may hold the same task: the conditional update gives the job to one of them.
    claimed = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now
    )
    if not claimed:
        return
    job = Job.objects.get(pk=job_id)
    try:
        job_types.get(job.name).run(job)
    # BaseException: SystemExit of a worker that is stopped must not leave the job "running".
    except BaseException as error:
        _finish(job, Job.State.FAILED, f"{type(error).__name__}: {error}")
        raise
    _finish(job, Job.State.DONE, "")


def report(job: Job, done: int, total: int | None = None) -> None:
    """Store the progress of a job. This is its heartbeat too: call it at least every 20 seconds."""
    job.done, job.total = done, job.total if total is None else total
    Job.objects.filter(pk=job.pk).update(done=job.done, total=job.total, heartbeat_at=timezone.now())


def retry(job_id: int) -> bool:
    """Queue a failed job again with its arguments; say whether it was failed."""
    failed = Job.objects.filter(pk=job_id, state=Job.State.FAILED)
    moved = failed.update(state=Job.State.WAITING, error="", finished_at=None, heartbeat_at=timezone.now())
    if moved:
        run_job.enqueue(job_id=job_id)
    return bool(moved)


def requeue_lost(now: datetime) -> int:
    """Queue again jobs that run without a heartbeat or wait without a task; return how many were found."""
    lost = Job.objects.filter(
        Q(state=Job.State.RUNNING, heartbeat_at__lt=now - SILENCE)
        | Q(state=Job.State.WAITING, created_at__lt=now - SILENCE, started_at__isnull=False)
    )
    found = list(lost.values_list("pk", "state", "heartbeat_at"))
    for job_id, state, heartbeat in found:
        # Every worker runs this: the update gives the job to the first that still finds it as it was read.
        as_read = Job.objects.filter(pk=job_id, state=state, heartbeat_at=heartbeat)
        if as_read.update(state=Job.State.WAITING, heartbeat_at=now):
            run_job.enqueue(job_id=job_id)
    return len(found)


def _finish(job: Job, state: str, error: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, error=error[:2000], finished_at=timezone.now())
