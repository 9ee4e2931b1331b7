"""The proof of a backup: it is opened as a stranger would open it, and restored into a scratch home."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from comptoir.backup import archive
from comptoir.backup.databases import Databases
from comptoir.backup.databases.base import Report
from comptoir.backup.errors import BackupFailed, Damaged
from comptoir.backup.manifest import Proof
from comptoir.backup.sealing import Lock, Seal, unlock
from comptoir.backup.unpack import unpack
from comptoir.backup.workroom import require_room

SCRATCH_HOME = "scratch"


@dataclass(frozen=True)
class Unproved:
    """A file that is being written, with what opens it."""

    part: Path
    lock: Lock
    seal: Seal


def prove(backup: Unproved, room: Path, database: Databases, report: Report) -> Proof:
    """Read back what was written, compare every byte and row. Errors: BackupFailed."""
    try:
        with archive.unfinished(backup.part) as parts:
            lock = backup.lock
            if backup.seal.sealed == "passphrase":
                # By the passphrase, as the person who restores it will have nothing else.
                lock = unlock(parts.read(archive.KEY), backup.seal.passphrase)
            manifest = archive.read_manifest(parts.data(), lock)
            report(0.3)
            require_room(room, sum(member.size for member in manifest.members.values()))
            unpack(parts.data(), lock, manifest, room / SCRATCH_HOME)
            report(0.6)
            return database.prove(room / SCRATCH_HOME / database.member, manifest.database)
    except Damaged as error:
        raise BackupFailed(_("What was written could not be read back; look after the disk.")) from error
