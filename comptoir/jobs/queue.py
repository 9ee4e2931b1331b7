"""The queue of jobs: adding one within a transaction, running it, requeuing what a killed worker left behind."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import DatabaseError, connections
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from comptoir.jobs.models import Job
from comptoir.jobs.registry import job_types

logger = logging.getLogger("comptoir.jobs")
BEATS_EVERY = 20.0
# Three missed heartbeats.
SILENCE = timedelta(seconds=60)
# The jobs that run in this process: whatever their heartbeat says, they are not lost.
_running: set[int] = set()


class Superseded(Exception):
    """This run was taken for lost, and the job runs again elsewhere: it ends here."""


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
        with _beating(job):
            job_types.get(job.name).run(job)
    # BaseException: SystemExit of a worker that is stopped must not leave the job "running".
    except BaseException as error:
        _finish(job, Job.State.FAILED, f"{type(error).__name__}: {error}")
        raise
    _finish(job, Job.State.DONE, "")


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Write heartbeats while the job runs: one that is slow, or waits for another machine, is not lost."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEATS_EVERY):
            try:
                _this_run(job).update(heartbeat_at=timezone.now())
            except DatabaseError as error:
                logger.warning("the heartbeat of job %s could not be written: %s", job.pk, str(error).strip())
            finally:
                connections.close_all()

    _running.add(job.pk)
    threading.Thread(target=beat, name=f"heartbeat of job {job.pk}", daemon=True).start()
    try:
        yield
    finally:
        over.set()
        _running.discard(job.pk)


def report(job: Job, done: int, total: int | None = None) -> None:
    """Store the progress of a job. Errors: Superseded when it runs elsewhere by now."""
    job.done, job.total = done, job.total if total is None else total
    if not _this_run(job).update(done=job.done, total=job.total, heartbeat_at=timezone.now()):
        raise Superseded(job.name)


def _this_run(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, started_at=job.started_at)


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
    found = list(lost.exclude(pk__in=list(_running)).values_list("pk", "state", "heartbeat_at"))
    for job_id, state, heartbeat in found:
        # Every worker runs this: the update gives the job to the first that still finds it as it was read.
        as_read = Job.objects.filter(pk=job_id, state=state, heartbeat_at=heartbeat)
        if as_read.update(state=Job.State.WAITING, heartbeat_at=now):
            run_job.enqueue(job_id=job_id)
    return len(found)


def _finish(job: Job, state: str, error: str) -> None:
    _this_run(job).update(state=state, error=error[:2000], finished_at=timezone.now())
