"""Beginning to replace a value: its items are moved by a job, which then deletes it."""

from comptoir.directories.catalogue import Directory
from comptoir.directories.changes import ChangeSet
from comptoir.directories.usage import usage
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue

JOB = "directories.replace_value"


def start_replacement(directory: Directory, code: str, into: str, changes: ChangeSet) -> Job:
    """Queue the job that moves every item from a leaving value to the one that takes over, in the same change set."""
    uses = usage(directory).get(code, {})
    total = sum(count.alive + count.deleted for count in uses.values())
    return enqueue(
        JOB, actor=changes.actor, total=total, directory=directory.code, code=code, into=into, batch=str(changes.batch)
    )
