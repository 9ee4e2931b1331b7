"""Making a backup: snapshot, packing, proof; the file gets its name only when all of that is done."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.backup import archive
from comptoir.backup.databases import Databases, the_database
from comptoir.backup.databases.base import Report
from comptoir.backup.errors import BackupFailed
from comptoir.backup.manifest import FORMAT, About, Database, Kind, Manifest, portal_mark, version
from comptoir.backup.proof import Unproved, prove
from comptoir.backup.sealing import Lock, Seal
from comptoir.backup.workroom import (
    PART,
    clear_parts,
    create_private,
    link_files,
    make_private,
    part_prefix,
    require_room,
    saying_why,
    sync,
    workroom,
)

FILES, SECRET = "files/", "secret.key"
# The shares of the whole at which its steps begin.
DUMPED, PACKED = 0.4, 0.7


@dataclass(frozen=True)
class Made:
    path: Path
    about: About
    size: int


@dataclass(frozen=True)
class Order:
    """What is wanted: for whom it is sealed, what made it necessary, and when."""

    seal: Seal
    kind: Kind
    at: datetime


def make_backup(target: Path, *, seal: Seal, kind: Kind, at: datetime, report: Report = lambda share: None) -> Made:
    """Make a backup of the whole portal as `target`, while people work; it is there when it is proved, or not at all.

    Errors: AlreadyRunning, BackupFailed, NoProgram.
    """
    if target.exists():
        raise BackupFailed(_("%(file)s exists already; choose another name.") % {"file": target})
    make_private(target.parent)
    part = target.with_name(f"{part_prefix()}{target.name}{PART}")
    with saying_why(target.parent), workroom() as room:
        clear_parts(target.parent)
        the_database().clear()
        try:
            about = _write(part, room, Order(seal, kind, at), report)
            part.rename(target)
        finally:
            part.unlink(missing_ok=True)
        sync(target.parent)
    return Made(target, about, target.stat().st_size)


def _write(part: Path, room: Path, order: Order, report: Report) -> About:
    """Write the whole file: what it says of itself comes last, after the proof."""
    database, lock = the_database(), Lock.of(order.seal)
    require_room(room, database.size())
    described = _take(database, room, _within(report, 0, DUMPED))
    with create_private(part) as file:
        outer = archive.Outer(file)
        name = archive.SEALED_DATA if lock.identity else archive.PLAIN_DATA
        with outer.member(name) as sink, archive.packing(sink, lock) as inner:
            unpacked = _pack(inner, room, described, order)
        if order.seal.sealed == "passphrase":
            outer.add(archive.KEY, lock.locked_by(order.seal.passphrase))
        file.flush()
        report(PACKED)
        proof = prove(Unproved(part, lock, order.seal), room, database, _within(report, PACKED, 1))
        about = About(
            format=FORMAT,
            version=version(),
            made_at=order.at,
            portal=portal_mark(),
            kind=order.kind,
            engine=database.engine,
            sealed=order.seal.sealed,
            proof=proof,
            state=described.state,
            unpacked=unpacked,
            parts=dict(outer.parts),
        )
        outer.add(archive.ABOUT, msgspec.json.encode(about))
        outer.end()
        file.flush()
        os.fsync(file.fileno())
    return about


def _take(database: Databases, room: Path, report: Report) -> Database:
    """Fill the room with the database and the files of one moment."""
    link_files(settings.MEDIA_ROOT, room / FILES)
    with database.snapshot() as snapshot:
        # The snapshot holds from here on; what is uploaded in between is added, and harms nobody.
        link_files(settings.MEDIA_ROOT, room / FILES)
        snapshot.dump(room / database.member, report)
        return snapshot.describe()


def _pack(inner: archive.Inner, room: Path, described: Database, order: Order) -> int:
    """Pack what is in the room; return the number of bytes that a restore will need."""
    dump = room / the_database().member
    inner.add(dump.name, dump)
    dump.unlink()  # the proof needs the room
    for path in sorted((room / FILES).rglob("*")):
        if path.is_file():
            inner.add(FILES + path.relative_to(room / FILES).as_posix(), path)
    inner.add_bytes(SECRET, settings.SECRET_KEY.encode())
    manifest = Manifest(FORMAT, version(), order.at, described, inner.members)
    inner.add_bytes(archive.MANIFEST, msgspec.json.encode(manifest))
    return sum(member.size for member in manifest.members.values())


def _within(report: Report, start: float, end: float) -> Callable[[float], object]:
    return lambda share: report(start + (end - start) * share)
