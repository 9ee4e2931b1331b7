"""A backup as the plan wants it: into its folder, sealed, copied elsewhere, the outlived ones removed."""

from datetime import datetime

from django.db.models import QuerySet

from comptoir.account.queries import account
from comptoir.backup.databases.base import Report
from comptoir.backup.errors import AlreadyRunning
from comptoir.backup.folder import backups_in, new_name, outlived, remove
from comptoir.backup.hook import run_hook
from comptoir.backup.make import Made, make_backup
from comptoir.backup.manifest import Kind
from comptoir.backup.models import BackupPlan
from comptoir.backup.plan import folder_of, seal_of, the_plan


def make_planned(*, kind: Kind, at: datetime, report: Report = lambda share: None) -> Made:
    """Make a backup into the folder of the plan and note how it went.

    Errors: those of `make_backup`; BackupFailed when the hook fails, with the backup made all the same.
    """
    try:
        made = _make(the_plan(), kind, at, report)
    except AlreadyRunning:
        raise  # the other one notes how it went
    except Exception as error:
        _plan().update(error=str(error) or type(error).__name__, error_at=at)
        raise
    _plan().update(error="", error_at=None)
    return made


def _make(plan: BackupPlan, kind: Kind, at: datetime, report: Report) -> Made:
    folder = folder_of(plan)
    made = make_backup(folder / new_name(at), seal=seal_of(plan), kind=kind, at=at, report=report)
    _plan().update(last_at=at, last_name=made.path.name, last_size=made.size, last_proof=made.about.proof)
    remove(outlived(backups_in(folder), plan, account().zone))
    run_hook(made.path)
    return made


def _plan() -> QuerySet[BackupPlan]:
    return BackupPlan.objects.filter(pk=BackupPlan.ONLY)
