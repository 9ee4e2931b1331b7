"""Background work of directories: moving items to the value that takes over, and back again."""

import uuid

from comptoir.access.models import User
from comptoir.directories.actions.finish_replacement import finish_replacement
from comptoir.directories.actions.put_items_back import put_items_back
from comptoir.directories.catalogue import Directory, catalogue
from comptoir.jobs.models import Job
from comptoir.jobs.queue import report
from comptoir.jobs.registry import job
from comptoir.kit.memo import remembering


@job("directories.replace_value")
def replace_value(job: Job) -> None:
    asked = job.arguments
    with remembering():
        finish_replacement(
            _directory(asked["directory"]),
            asked["code"],
            asked["into"],
            actor=User.objects.get(pk=job.created_by_id),
            at=job.created_at,
            batch=uuid.UUID(asked["batch"]),
            report=lambda moved: report(job, moved),
        )


@job("directories.put_items_back")
def put_back(job: Job) -> None:
    asked = job.arguments
    with remembering():
        put_items_back(
            _directory(asked["directory"]),
            uuid.UUID(asked["batch"]),
            actor=User.objects.get(pk=job.created_by_id),
            at=job.created_at,
            undo=uuid.UUID(asked["undo"]),
            report=lambda moved: report(job, moved),
        )


def _directory(code: str) -> Directory:
    return catalogue.find(code) or Directory(code, code)
