"""The file of a backup: an outer tar of whole members, and inside it the tar of data, streamed through gzip and age.

Both are written and read with bounded memory. The outer tar can be looked into without reading it whole.
"""

import contextlib
import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

import msgspec

from comptoir.backup.errors import Damaged, NotABackup
from comptoir.backup.manifest import About, Manifest, Member
from comptoir.backup.sealing import Lock, Reads, Writes

ABOUT, KEY, MANIFEST = "about.json", "key.age", "manifest.json"
PLAIN_DATA, SEALED_DATA = "data.tar.gz", "data.tar.gz.age"
# about.json is read whole: one that claims to be larger is no backup of ours.
LARGEST_NOTE = 64 * 1024
LARGEST_MANIFEST = 256 * 1024 * 1024
BLOCK = 1024 * 1024
UNREADABLE = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, msgspec.MsgspecError, UnicodeDecodeError)


class Hashing:
    """Passes bytes on and keeps their hash and number; around a reader or around a writer."""

    def __init__(self, file: object) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes, /) -> int:
        self._count(data)
        return cast("Writes", self._file).write(data)

    def read(self, size: int = -1, /) -> bytes:
        data = cast("Reads", self._file).read(size)
        self._count(data)
        return data

    def flush(self) -> None:
        """Nothing is held back."""

    def _count(self, data: bytes) -> None:
        self._hash.update(data)
        self.size += len(data)

    @property
    def member(self) -> Member:
        return Member(self.size, self._hash.hexdigest())


class Outer:
    """Writes the outer tar: the size of a member is known at its end and is then put into its header."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.parts: dict[str, Member] = {}

    @contextlib.contextmanager
    def member(self, name: str) -> Iterator[Hashing]:
        start = self._file.tell()
        self._file.write(_header(name, 0))
        writer = Hashing(self._file)
        yield writer
        self._file.write(bytes(-writer.size % tarfile.BLOCKSIZE))
        self._file.seek(start)
        self._file.write(_header(name, writer.size))
        self._file.seek(0, io.SEEK_END)
        self.parts[name] = writer.member

    def add(self, name: str, content: bytes) -> None:
        with self.member(name) as writer:
            writer.write(content)

    def end(self) -> None:
        self._file.write(bytes(2 * tarfile.BLOCKSIZE))


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT)


class Inner:
    """Writes the tar of data; hashes each member on its way, for the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, path: Path) -> None:
        with path.open("rb") as file:
            self._add(name, file, os.fstat(file.fileno()).st_size)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def _add(self, name: str, file: BinaryIO, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        reader = Hashing(file)
        self._tar.addfile(info, cast("IO[bytes]", reader))
        _forget_members(self._tar)
        self.members[name] = reader.member


@contextlib.contextmanager
def packing(sink: Writes, lock: Lock) -> Iterator[Inner]:
    with (
        lock.sealing(sink) as sealed,
        gzip.GzipFile(fileobj=cast("IO[bytes]", sealed), mode="wb", compresslevel=3, mtime=0) as packed,
        tarfile.open(fileobj=cast("IO[bytes]", packed), mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        yield Inner(tar)


@contextlib.contextmanager
def unpacking(source: Reads, lock: Lock) -> Iterator[Iterator[tuple[str, Hashing]]]:
    """Give the members of the data one after another, each with its content. Errors: Damaged, Locked."""
    try:
        with lock.opening(source) as opened, gzip.GzipFile(fileobj=cast("IO[bytes]", opened), mode="rb") as packed:
            with tarfile.open(fileobj=cast("IO[bytes]", packed), mode="r|") as tar:
                yield _members(tar)
            # The tar ends before the stream does: only at its very end gzip and age have checked everything.
            while packed.read(BLOCK):
                pass
            while opened.read(BLOCK):
                pass
    except UNREADABLE as error:
        raise Damaged from error


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, Hashing]]:
    for info in tar:
        content = tar.extractfile(info) if info.isfile() else None
        if content is None:
            raise Damaged
        yield info.name, Hashing(content)
        _forget_members(tar)


def _forget_members(tar: tarfile.TarFile) -> None:
    """Keep memory flat: a tar that is streamed remembers every member, and nobody asks for them again."""
    vars(tar)["members"].clear()


class Parts:
    """The parts of a backup, found without reading it whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._tar = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115  (closed with its file)
        self._parts = {info.name: info for info in self._tar}

    @property
    def names(self) -> set[str]:
        return set(self._parts)

    def read(self, name: str) -> bytes:
        """Return a small part. Errors: Damaged."""
        info = self._parts.get(name)
        content = self._tar.extractfile(info) if info and info.size <= LARGEST_NOTE else None
        if content is None:
            raise Damaged
        return content.read()

    def stream(self, name: str) -> Reads:
        """Errors: Damaged."""
        content = self._tar.extractfile(self._parts[name]) if name in self._parts else None
        if content is None:
            raise Damaged
        return content

    def data(self) -> Reads:
        return self.stream(SEALED_DATA if SEALED_DATA in self._parts else PLAIN_DATA)


class Opened(Parts):
    """A whole backup: its parts, and what it says about itself."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self.about = msgspec.json.decode(self.read(ABOUT), type=About)

    def check_parts(self) -> None:
        """Compare every part with its hash: nothing was changed or lost on the way. Errors: Damaged."""
        if self.names != {ABOUT, *self.about.parts}:
            raise Damaged
        for name, known in self.about.parts.items():
            reader = Hashing(self.stream(name))
            while reader.read(BLOCK):
                pass
            if reader.member != known:
                raise Damaged


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[Parts]:
    """Open what is being written, which has no `about.json` and no end yet. Errors: Damaged."""
    with path.open("rb") as file:
        try:
            parts = Parts(file)
        except UNREADABLE as error:
            raise Damaged from error
        yield parts


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Errors: NotABackup."""
    with path.open("rb") as file:
        try:
            found = Opened(file)
        except (*UNREADABLE, Damaged) as error:
            raise NotABackup from error
        yield found


def read_manifest(source: Reads, lock: Lock) -> Manifest:
    """Read all the data, compare every member with its hash, and return the manifest. Errors: Damaged, Locked."""
    found: dict[str, Member] = {}
    manifest: Manifest | None = None
    with unpacking(source, lock) as members:
        for name, content in members:
            if name == MANIFEST:
                manifest = msgspec.json.decode(content.read(LARGEST_MANIFEST), type=Manifest)
                continue
            while content.read(BLOCK):
                pass
            found[name] = content.member
    if manifest is None or found != manifest.members:
        raise Damaged
    return manifest
