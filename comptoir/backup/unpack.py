"""Unpacking the data of a backup into a folder, after the manifest has been checked."""

import os
from pathlib import Path, PurePosixPath

from comptoir.backup import archive
from comptoir.backup.errors import Damaged
from comptoir.backup.manifest import Manifest
from comptoir.backup.sealing import Lock, Reads
from comptoir.backup.workroom import create_private, sync


def unpack(data: Reads, lock: Lock, manifest: Manifest, into: Path) -> None:
    """Write every member below `into`, which is made; each must be what the manifest says. Errors: Damaged."""
    into.mkdir(mode=0o700, parents=True)
    written: set[str] = set()
    with archive.unpacking(data, lock) as members:
        for name, content in members:
            if name != archive.MANIFEST:
                _write(_inside(into, name), content)
                written.add(name)
                if content.member != manifest.members.get(name):
                    raise Damaged
    if written != set(manifest.members):
        raise Damaged


def _inside(folder: Path, name: str) -> Path:
    """A backup may come from anywhere: no name leads out of the folder. Errors: Damaged."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\0" in name:
        raise Damaged
    return folder / path


def _write(path: Path, content: archive.Hashing) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with create_private(path) as file:
        while block := content.read(archive.BLOCK):
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)
