"""Backups in the background: the job, and the chore that queues it when the plan's time has come."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from django.utils import timezone

from comptoir.backup.models import BackupPlan
from comptoir.backup.nightly import make_planned
from comptoir.backup.plan import last_due, the_plan
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue, report
from comptoir.jobs.registry import Chore, chores, job

NAME = "backup.make"
STEPS = 1000
BEAT_EVERY = 5.0


@job(NAME)
def make(job: Job) -> None:
    with _reporting(job) as done:
        make_planned(kind=job.arguments["kind"], at=timezone.now(), report=done)


class _Share:
    """How far the backup is; written by its thread, told by another."""

    def __init__(self) -> None:
        self.share = 0.0

    def __call__(self, share: float) -> None:
        self.share = share


@contextmanager
def _reporting(job: Job) -> Iterator[_Share]:
    """Report from a thread of its own: one query of a backup may take longer than a job may be silent."""
    done, over = _Share(), threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_EVERY):
            report(job, int(done.share * STEPS), STEPS)
            connections.close_all()

    thread = threading.Thread(target=beat, daemon=True)
    report(job, 0, STEPS)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()


def queue_when_due() -> None:
    """Queue the backup of the plan when its time has come; of several workers one does it."""
    plan = the_plan()
    due = last_due(plan, timezone.now())
    if not plan.is_on or plan.handled_until >= due:
        return
    if BackupPlan.objects.filter(pk=plan.pk, handled_until=plan.handled_until).update(handled_until=due):
        enqueue(NAME, kind="scheduled", total=STEPS)


chores.add(Chore("queue the backup that is due", queue_when_due))
