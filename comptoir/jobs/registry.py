"""Registries of jobs, by name, and of the chores that a worker does every few seconds."""

from collections.abc import Callable
from dataclasses import dataclass

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


job_types: Registry[JobType] = Registry("job types", lambda entry: entry.name)
chores: Registry[Chore] = Registry("chores", lambda entry: entry.code)


def job(name: str) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
    """Declare a function as the job of that name: @job("sales.refresh_totals")."""

    def declare(run: Callable[[Job], None]) -> Callable[[Job], None]:
        job_types.add(JobType(name, run))
        return run

    return declare
