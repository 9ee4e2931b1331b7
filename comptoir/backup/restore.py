"""Restoring a backup into an empty home and an empty database.

Everything is checked first; then the data are unpacked beside their place, checked again, brought up to date, and moved
to their place, the database last. A mark (`unfinished`) stands in the home from the first change to the last.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.backup import archive
from comptoir.backup.databases import Databases, the_database
from comptoir.backup.errors import BackupFailed, NotABackup, NotRestorable
from comptoir.backup.make import FILES, SECRET
from comptoir.backup.manifest import FORMAT, About, Database, Manifest, missing_migrations, unknown_migrations, version
from comptoir.backup.sealing import Lock, identity_in, unlock
from comptoir.backup.unfinished import STAGED, Unfinished, mark, unfinished_restore, unmark
from comptoir.backup.unpack import unpack
from comptoir.backup.workroom import require_room, saying_why, sync, workroom

Say = Callable[[str], object]
OCCUPIED = gettext_lazy(
    "There is a portal here already: %(what)s. A restore never overwrites one: set COMPTOIR_HOME (and "
    "COMPTOIR_DATABASE_URL) to an empty place, or move the old one away."
)


@dataclass(frozen=True)
class Keys:
    """What opens a sealed backup: a passphrase, or the content of a file with an age secret key."""

    passphrase: str = ""
    identity: str = ""


@dataclass(frozen=True)
class Checked:
    """A backup that can be restored here."""

    path: Path
    about: About
    lock: Lock
    manifest: Manifest


def check(path: Path, keys: Keys, *, here: bool = True) -> Checked:
    """Read all of a backup and compare every hash; with `here`, say whether it can be restored in this place.

    Nothing is changed. Errors: NotABackup, Damaged, Locked, NotRestorable, BackupFailed for lack of room.
    """
    if not path.is_file():
        raise NotABackup(_("There is no file %(file)s.") % {"file": path})
    with archive.opened(path) as backup:
        about = backup.about
        _require_known_format(about.format, about.version)
        if here:
            _require_fitting(about)
            _require_empty(the_database(), settings.COMPTOIR_HOME)
        backup.check_parts()
        lock = _lock_of(backup, keys)
        manifest = archive.read_manifest(backup.data(), lock)
    _require_known_format(manifest.format, manifest.version)
    if newer := unknown_migrations(manifest.database):
        raise NotRestorable(
            _(
                "The backup is of a newer version, %(theirs)s (this is %(ours)s): it knows %(migration)s, which is "
                "unknown here. Install that version or a later one, then restore."
            )
            % {"theirs": manifest.version, "ours": version(), "migration": newer[0]}
        )
    return Checked(path, about, lock, manifest)


def restore(path: Path, keys: Keys, *, say: Say, migrate: bool = True) -> None:
    """Restore a backup into this home and database, which must be empty; or go on with one that was killed.

    Errors: those of `check`; BackupFailed when it cannot be carried out, and then the home is as it was.
    """
    home = settings.COMPTOIR_HOME
    with saying_why(home), workroom():
        begun = unfinished_restore(home)
        if begun and begun.state != "filling":
            say(f"Going on with the restore of {begun.file}, which was interrupted.")
        else:
            begun = _fill(home, path, keys, say)
        if begun.state == "migrating":
            begun = _bring_up_to_date(home, begun, say, migrate=migrate)
        _place(home)


def _fill(home: Path, path: Path, keys: Keys, say: Say) -> Unfinished:
    """Check the backup, then unpack it beside its place and fill the database."""
    say("Checking the backup ...")
    checked = check(path, keys)
    database, staged = the_database(), home / STAGED
    require_room(home, checked.about.unpacked)
    shutil.rmtree(staged, ignore_errors=True)
    mark(home, Unfinished(str(path), "filling"))
    try:
        say("Unpacking ...")
        with archive.opened(path) as backup:
            unpack(backup.data(), checked.lock, checked.manifest, staged)
        say("Restoring the database ...")
        _fill_database(database, home, staged, checked.manifest.database)
    except BaseException:
        # Nothing was put in its place, and PostgreSQL keeps all of the database or nothing.
        shutil.rmtree(staged, ignore_errors=True)
        unmark(home)
        raise
    is_older = missing_migrations(checked.manifest.database)
    return mark(home, Unfinished(str(path), "migrating" if is_older else "placing"))


def _fill_database(database: Databases, home: Path, staged: Path, expected: Database) -> None:
    if there := database.in_the_way(home):
        # Only after a kill: PostgreSQL had the data already, but nobody was left to note it.
        if not database.holds(expected):
            raise NotRestorable(OCCUPIED % {"what": there})
    else:
        database.put_back(staged / database.member, expected)
    database.settle(staged / database.member, staged)


def _bring_up_to_date(home: Path, begun: Unfinished, say: Say, *, migrate: bool) -> Unfinished:
    if migrate:
        say("Bringing it up to date ...")
        _migrate(home / STAGED)
    return mark(home, Unfinished(begun.file, "placing"))


def _migrate(staged: Path) -> None:
    """Bring the data up to date in a process that knows only the staged home. Errors: BackupFailed."""
    environment = {**os.environ, "COMPTOIR_HOME": str(staged), "COMPTOIR_BACKUP_BEFORE_MIGRATE": "no"}
    command = [str(Path(sys.executable).with_name("comptoir")), "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines() or [""]
        raise BackupFailed(
            _("The restored data could not be brought up to date: %(error)s. Run the restore again to go on.")
            % {"error": said[-1].rstrip(".")}
        )


def _place(home: Path) -> None:
    """Move what is staged to its place, the database last; each step may have been done before."""
    staged = home / STAGED
    database = Path(settings.SQLITE["NAME"]).name
    # A checkpoint at its last close leaves none of these; one that is there belongs to the database.
    names = [SECRET, FILES.rstrip("/"), f"{database}-wal", f"{database}-shm", database]
    for name in names:
        if (staged / name).exists():
            if (home / name).is_dir():
                (home / name).rmdir()
            (staged / name).replace(home / name)
    sync(home)
    shutil.rmtree(staged, ignore_errors=True)
    unmark(home)


def _lock_of(backup: archive.Opened, keys: Keys) -> Lock:
    """Errors: Locked."""
    if backup.about.sealed == "passphrase":
        return unlock(backup.read(archive.KEY), keys.passphrase)
    return identity_in(keys.identity) if backup.about.sealed else Lock(None)


def _require_known_format(found: int, made_by: str) -> None:
    if found > FORMAT:
        raise NotRestorable(
            _("The backup was made by a newer version, %(theirs)s (this is %(ours)s). Install that version first.")
            % {"theirs": made_by, "ours": version()}
        )


def _require_fitting(about: About) -> None:
    if about.engine != the_database().engine:
        raise NotRestorable(
            _(
                "The backup holds a %(theirs)s database, but this portal is set to use %(ours)s. Restore it with a "
                "%(theirs)s database, then change over with comptoir move."
            )
            % {"theirs": _name(about.engine), "ours": _name(the_database().engine)}
        )


def _name(engine: str) -> str:
    return {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[engine]


def _require_empty(database: Databases, home: Path) -> None:
    files = home / FILES
    if files.is_dir() and any(files.iterdir()):
        there = str(files)
    else:
        there = "" if unfinished_restore(home) else database.in_the_way(home)
    if there:
        raise NotRestorable(OCCUPIED % {"what": there})
