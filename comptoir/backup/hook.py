"""The command that takes each new backup elsewhere; it comes from the environment alone.

A page that sets a command would hand the machine to whoever may change settings.
"""

import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.backup.errors import BackupFailed


def run_hook(backup: Path) -> None:
    """Run COMPTOIR_BACKUP_HOOK with the backup as $1; its output is shown when it fails. Errors: BackupFailed."""
    hook, limit = settings.COMPTOIR_BACKUP_HOOK, settings.COMPTOIR_BACKUP_HOOK_SECONDS
    if not hook:
        return
    # The command copies a file: it needs neither the key nor the database.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMPTOIR_")}
    command = ["/bin/sh", "-c", hook, "comptoir-backup-hook", str(backup)]
    with subprocess.Popen(  # noqa: S603
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _none = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, 9)
            raise BackupFailed(_failed(_("it took longer than %(limit)s s") % {"limit": limit})) from error
    if process.returncode:
        said = output.decode(errors="replace").strip()[-500:]
        raise BackupFailed(_failed(f"{process.returncode}: {said}" if said else str(process.returncode)))


def _failed(reason: str) -> str:
    return _("The backup is made, but the command that copies it elsewhere failed (%(reason)s).") % {"reason": reason}
