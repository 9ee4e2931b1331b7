"""Where a backup is being made: one at a time, in a folder that the next run clears when this one is killed."""

import contextlib
import errno
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.backup.errors import AlreadyRunning, BackupFailed
from comptoir.backup.manifest import portal_mark

# Below COMPTOIR_HOME, since a file can be linked only within its file system.
WORKROOM = ".backup-work"
PART = ".part"
# Beyond what the data need: pages of the database that are written meanwhile, and the tar's own headers.
SPARE = 16 * 1024 * 1024


@contextlib.contextmanager
def workroom() -> Iterator[Path]:
    """Give an empty folder that nobody else uses. Errors: AlreadyRunning."""
    home = settings.COMPTOIR_HOME
    make_private(home)
    with (home / f"{WORKROOM}.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning from error
        room = home / WORKROOM
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(mode=0o700)
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter. Errors: BackupFailed."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupFailed(_("The folder %(folder)s cannot be made: %(reason)s.") % _why(folder, error)) from error


def require_room(folder: Path, needed: int) -> None:
    """Errors: BackupFailed."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise BackupFailed(
            _("There is not enough room in %(folder)s: %(needed)s MB are needed, %(free)s MB are free.")
            % {"folder": folder, "needed": (needed + SPARE) // 1_000_000, "free": free // 1_000_000}
        )


@contextlib.contextmanager
def saying_why(folder: Path) -> Iterator[None]:
    """Turn an error of the disk or the database into a sentence. Errors: BackupFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            message = _("There is not enough room in %(folder)s: %(reason)s.")
        else:
            message = _("%(folder)s cannot be used: %(reason)s.")
        raise BackupFailed(message % _why(error.filename or folder, error)) from error
    except (sqlite3.Error, psycopg.Error) as error:
        raise BackupFailed(_("The database says: %(error)s.") % {"error": str(error).strip().rstrip(".")}) from error


def _why(folder: object, error: OSError) -> dict[str, object]:
    return {"folder": folder, "reason": os.strerror(error.errno) if error.errno else error}


def part_prefix() -> str:
    """Return how the unfinished backups of this portal begin; another one may use the same folder at this moment."""
    return f".comptoir-{portal_mark()}-"


def clear_parts(folder: Path) -> None:
    """Remove what killed backups have left in their folder. Only with the lock of `workroom` held."""
    for left in folder.glob(f"{part_prefix()}*{PART}"):
        left.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk keep a file, or the names in a folder, before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def link_files(source: Path, into: Path) -> None:
    """Gather the portal's files under second names, which stay when the first ones are deleted; copy where need be.

    Called before and after the snapshot: a file that the snapshot knows was there at one of the two moments.
    """
    for folder, _folders, names in os.walk(source):
        target = into / Path(folder).relative_to(source)
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            # A file that is deleted in this very moment is in nobody's data any more.
            with contextlib.suppress(FileNotFoundError, FileExistsError):
                _link(Path(folder) / name, target / name)


def _link(source: Path, target: Path) -> None:
    if source.is_symlink() or not source.is_file():
        return
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            raise
        shutil.copy2(source, target)


def create_private(path: Path) -> BinaryIO:
    """Make a file that only its owner can read. Errors: FileExistsError."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
