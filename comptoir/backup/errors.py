"""Why a backup is not made, or not restored."""

from django.utils.translation import gettext_lazy as _

from comptoir.kit.errors import CrmError


class BackupFailed(CrmError):
    """Nothing was made, or nothing was restored; the message says why."""

    code = "backup_failed"
    status = 500


class AlreadyRunning(CrmError):
    code = "backup_running"
    status = 409
    message = _("Another backup is being made. Wait until it is done.")


class Damaged(CrmError):
    code = "backup_damaged"
    status = 422
    message = _("The backup is damaged, so nothing was restored. Take another copy of it, or another backup.")


class NotABackup(CrmError):
    code = "not_a_backup"
    status = 422
    message = _("This file is no backup of Comptoir.")


class Locked(CrmError):
    code = "backup_locked"
    status = 422


class NotRestorable(CrmError):
    """The backup is sound, but does not fit here: another database, a newer version, a portal in the way."""

    code = "backup_not_restorable"
    status = 409


class NoProgram(CrmError):
    code = "backup_program_missing"
    status = 500
