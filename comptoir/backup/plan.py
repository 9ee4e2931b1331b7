"""The plan: when the next backup is due, where it goes, how it is sealed, and whether the last one is recent enough."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.account.queries import account
from comptoir.backup.errors import BackupFailed
from comptoir.backup.models import BackupPlan
from comptoir.backup.sealing import Seal

# A backup that takes long, and a machine that was off over night, are no cause for alarm.
GRACE = timedelta(hours=6)
LOST_PASSPHRASE = _("The kept passphrase cannot be read with the portal’s key; set it again under Settings → Backups.")

State = Literal["ok", "waiting", "late", "failed", "off"]


@dataclass(frozen=True)
class LatestBackup:
    """How backups stand: the last proved one (`at`, `size` …) and, if the last attempt failed, why."""

    state: State
    at: datetime | None
    name: str
    size: int
    proof: str
    error: str

    @property
    def ok(self) -> bool:
        return self.state in ("ok", "waiting")


def the_plan() -> BackupPlan:
    """Return the plan, made when it is first asked for: nightly, from the next night on."""
    now = timezone.now()
    plan, _new = BackupPlan.objects.get_or_create(pk=BackupPlan.ONLY, defaults={"begun_at": now, "handled_until": now})
    return plan


def latest_backup() -> LatestBackup:
    """Return how backups stand, for health and administrators. Two queries, no look at the disk."""
    plan = the_plan()
    return LatestBackup(
        _state(plan, timezone.now()), plan.last_at, plan.last_name, plan.last_size, plan.last_proof, plan.error
    )


def _state(plan: BackupPlan, now: datetime) -> State:
    if not plan.is_on:
        return "off"
    if plan.error:
        return "failed"
    # Of the backups that should be there by now, the newest; a plan that has just begun owes none yet.
    owed = last_due(plan, now - GRACE)
    if owed <= plan.begun_at:
        return "ok" if plan.last_at else "waiting"
    return "ok" if plan.last_at and plan.last_at >= owed else "late"


def last_due(plan: BackupPlan, now: datetime) -> datetime:
    """Return the last moment at or before `now` for which the plan asks a backup, in the account's time zone."""
    local = now.astimezone(account().zone)
    hour, minute = (int(part) for part in plan.time.split(":"))
    due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (
        due if due <= local else (local - timedelta(days=1)).replace(hour=hour, minute=minute, second=0, microsecond=0)
    )


def folder_of(plan: BackupPlan) -> Path:
    return Path(plan.folder) if plan.folder else own_folder()


def own_folder() -> Path:
    return Path(settings.COMPTOIR_HOME) / "backups"


def seal_of(plan: BackupPlan) -> Seal:
    """Errors: BackupFailed when the kept passphrase cannot be read."""
    recipients = tuple(plan.recipients.split())
    return Seal(passphrase="" if recipients else passphrase_of(plan), recipients=recipients)


def passphrase_of(plan: BackupPlan) -> str:
    if not plan.passphrase:
        return ""
    try:
        return _box().decrypt(plan.passphrase.encode()).decode()
    except InvalidToken as error:
        raise BackupFailed(LOST_PASSPHRASE) from error


def kept_passphrase(passphrase: str) -> str:
    """Return the passphrase as it is stored."""
    return _box().encrypt(passphrase.encode()).decode() if passphrase else ""


def _box() -> Fernet:
    key = hashlib.sha256(b"backup passphrase of " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
