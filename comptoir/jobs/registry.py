"""Registries of jobs, by name, of the chores that a worker does every few seconds, and of lanes beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from comptoir.jobs.models import Job
from comptoir.kit.registry import Registry


@dataclass(frozen=True, slots=True)
class JobType:
    """`run(job)` loads what the arguments name and calls an action; it must be safe to run twice."""

    name: str
    run: Callable[[Job], None]


@dataclass(frozen=True, slots=True)
class Chore:
    """Looks for work that is due, such as undelivered events. Every worker runs it: it must tolerate concurrency."""

    code: str
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Lane:
    """Work beside the jobs, in a thread of each worker: `run(stop)` works until the event is set.

    For what depends on other machines, which may be slow: in the queue it would hold up every job behind it.
    """

    code: str
    run: Callable[[Event], None]


job_types: Registry[JobType] = Registry("job types", lambda entry: entry.name)
chores: Registry[Chore] = Registry("chores", lambda entry: entry.code)
lanes: Registry[Lane] = Registry("lanes", lambda entry: entry.code)


def job(name: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Declare a function as the job of that name: @job("sales.refresh_totals")."""

    def declare(run: Callable[[Job], None]) -> Callable[[Job], None]:
        job_types.add(JobType(name, run))
        return run

    return declare
