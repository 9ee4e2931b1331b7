"""The mark of a restore that has begun: while it is there, nothing starts on this home.

The states: *filling*, the data are being unpacked; *migrating*, they are all there, beside their place, and checked;
*placing*, they are up to date and being moved to their place.
"""

import os
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from comptoir.backup.workroom import create_private, sync

MARK = "restore-unfinished.json"
STAGED = ".restoring"


class Unfinished(Struct, frozen=True):
    file: str
    state: Literal["filling", "migrating", "placing"]


def mark(home: Path, unfinished: Unfinished) -> Unfinished:
    """Write the mark, durably, before what it speaks of is done."""
    fresh = home / f"{MARK}.new"
    fresh.unlink(missing_ok=True)
    with create_private(fresh) as file:
        file.write(msgspec.json.encode(unfinished))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home / MARK)
    sync(home)
    return unfinished


def unfinished_restore(home: Path) -> Unfinished | None:
    path = home / MARK
    if not path.exists():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Unfinished)
    except msgspec.MsgspecError:
        return Unfinished("", "filling")


def unmark(home: Path) -> None:
    (home / MARK).unlink(missing_ok=True)
    sync(home)


def what_to_do(unfinished: Unfinished) -> str:
    """Not translated: it is read at a terminal, before the settings of the portal are."""
    file = unfinished.file or "FILE"
    return (
        f"A restore into this home was not finished, so the portal is not whole. Run it again: comptoir restore {file}"
    )
