"""What administrators do with backups: changing the plan, making one now, deleting one."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.cleaning import Clean, clean_all
from comptoir.access.errors import REQUIRED
from comptoir.access.models import User
from comptoir.access.permissions import Operation
from comptoir.backup.errors import AlreadyRunning, BackupFailed
from comptoir.backup.folder import Kept, backup_called, backups_in, last_proved, remove
from comptoir.backup.jobs import NAME, STEPS
from comptoir.backup.models import BackupPlan
from comptoir.backup.permissions import require
from comptoir.backup.plan import folder_of, kept_passphrase, the_plan
from comptoir.backup.sealing import recipient_of
from comptoir.backup.workroom import make_private
from comptoir.jobs.models import Job
from comptoir.jobs.queue import enqueue
from comptoir.kit.errors import Conflict, Invalid, NotAValue

LONGEST_KEPT = 400
SHORTEST_PASSPHRASE = 12
KEPT = ("keep_daily", "keep_weekly", "keep_monthly")
NO_TIME = _("Give a time of day, such as 02:00.")
NO_NUMBER = _("Give a whole number from 0 to %(most)s.") % {"most": LONGEST_KEPT}
NOTHING_KEPT = _("Keep at least one backup.")
NO_FOLDER = _("Give the whole path of a folder, such as /mnt/backups.")
UPLOADS = _("Backups cannot lie among the portal’s own files: each would hold those before it.")
SHORT_PASSPHRASE = _("Take a passphrase of at least %(least)s characters.") % {"least": SHORTEST_PASSPHRASE}
LAST_PROVED = _("This is the last proved backup; it can be deleted when there is a newer one.")


def update_plan(values: Mapping[str, object], *, actor: User | None, at: datetime) -> BackupPlan:
    """Change the plan. `sealed` says how backups are encrypted: "", "passphrase" or "recipients".

    An empty passphrase leaves the kept one as it is. Errors: Forbidden; Invalid with the fields that are refused.
    """
    require(actor, Operation.UPDATE)
    cleaned = clean_all(values, _cleaners())
    if not any(cleaned[name] for name in KEPT):
        raise Invalid(fields={"keep_daily": NOTHING_KEPT})
    with transaction.atomic():
        plan = BackupPlan.objects.select_for_update().get(pk=the_plan().pk)
        sealed = _sealed(plan, cleaned)
        when = {"is_on": cleaned["is_on"], "time": cleaned["time"]}
        if any(getattr(plan, name) != value for name, value in when.items()):
            # What was due under the plan before is not made up for.
            plan.handled_until = plan.begun_at = at
        for name, value in {**when, **sealed, **{each: cleaned[each] for each in ("folder", *KEPT)}}.items():
            setattr(plan, name, value)
        plan.save()
    return plan


def _sealed(plan: BackupPlan, cleaned: Mapping[str, str]) -> dict[str, str]:
    """Return the columns that say who can open the backups. Errors: Invalid."""
    if cleaned["sealed"] == "recipients":
        if not cleaned["recipients"]:
            raise Invalid(fields={"recipients": REQUIRED})
        return {"recipients": cleaned["recipients"], "passphrase": ""}
    if cleaned["sealed"] == "passphrase":
        if not cleaned["passphrase"] and not plan.passphrase:
            raise Invalid(fields={"passphrase": REQUIRED})
        kept = kept_passphrase(cleaned["passphrase"]) if cleaned["passphrase"] else plan.passphrase
        return {"recipients": "", "passphrase": kept}
    return {"recipients": "", "passphrase": ""}


def _cleaners() -> dict[str, Clean]:
    return {
        "is_on": bool,
        "time": _time,
        "folder": _folder,
        **dict.fromkeys(KEPT, _number),
        "sealed": str,
        "passphrase": _passphrase,
        "recipients": _recipients,
    }


def _time(value: object) -> str:
    try:
        return datetime.strptime(str(value), "%H:%M").strftime("%H:%M")  # noqa: DTZ007  (a time of day has no zone)
    except ValueError as error:
        raise NotAValue(NO_TIME) from error


def _number(value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit()) or int(text) > LONGEST_KEPT:
        raise NotAValue(NO_NUMBER)
    return int(text)


def _folder(value: object) -> str:
    """Accept a folder into which a file could be written just now; "" is the one in the home."""
    text = str(value or "").strip()
    if not text:
        return ""
    folder = Path(text)
    if not folder.is_absolute() or "\0" in text or len(text) > 500:
        raise NotAValue(NO_FOLDER)
    if folder.resolve().is_relative_to(settings.MEDIA_ROOT):
        raise NotAValue(UPLOADS)
    try:
        make_private(folder)
        with tempfile.TemporaryFile(dir=folder):
            return str(folder)
    except BackupFailed as error:
        raise NotAValue(error.message) from error
    except OSError as error:
        reason = {"folder": text, "reason": error.strerror}
        raise NotAValue(_("%(folder)s cannot be used: %(reason)s.") % reason) from error


def _passphrase(value: object) -> str:
    text = str(value or "").strip()
    if text and len(text) < SHORTEST_PASSPHRASE:
        raise NotAValue(SHORT_PASSPHRASE)
    return text


def _recipients(value: object) -> str:
    keys = str(value or "").split()
    for key in keys:
        recipient_of(key)
    return "\n".join(keys)


def start_backup(*, actor: User | None) -> Job:
    """Queue a backup. Errors: Forbidden; AlreadyRunning while one is being made."""
    require(actor, Operation.READ)
    if current_job():
        raise AlreadyRunning
    return enqueue(NAME, actor=actor, kind="manual", total=STEPS)


def current_job() -> Job | None:
    """Return the backup that is queued or being made."""
    return Job.objects.filter(name=NAME, state__in=(Job.State.WAITING, Job.State.RUNNING)).order_by("pk").last()


def delete_backup(name: str, *, actor: User | None) -> Kept:
    """Delete a backup of the plan's folder. Errors: Forbidden; NotFound; Conflict for the last proved one."""
    require(actor, Operation.UPDATE)
    folder = folder_of(the_plan())
    kept = backup_called(folder, name)
    last = last_proved(backups_in(folder))
    if last and last.path == kept.path:
        raise Conflict(LAST_PROVED)
    remove([kept])
    return kept
