"""A step of the set-up: done once, and again only when what it reads has changed."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from places import BIN, ROOT, STAMPS

from comptoir.ops.preflight import CannotStart


@dataclass(frozen=True)
class Step:
    """One piece of set-up: `reads` decides whether it is still up to date, `makes` must exist for that."""

    name: str
    doing: str
    reads: tuple[Path, ...]
    makes: tuple[Path, ...]
    action: Callable[[], None]

    def run_if_needed(self) -> None:
        fingerprint = self.fingerprint()
        if self.is_done(fingerprint):
            return
        say(self.doing)
        self.action()
        mark_done(self.name, self.fingerprint())

    def fingerprint(self) -> str:
        digest = hashlib.sha256()
        for file in sorted(file for path in self.reads for file in files_of(path)):
            digest.update(f"{file.relative_to(ROOT)}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()

    def is_done(self, fingerprint: str) -> bool:
        stamp = STAMPS / self.name
        return stamp.exists() and stamp.read_text() == fingerprint and all(path.exists() for path in self.makes)


def mark_done(name: str, fingerprint: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(fingerprint)


def files_of(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file() and file.suffix != ".pyc")
    elif path.exists():
        yield path


def run(command: list[str | Path], failure: str) -> None:
    """Run a command quietly; show the end of what it printed only when it fails.

    Errors: CannotStart with `failure`, after the output of the command.
    """
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write("".join(done.stdout.splitlines(keepends=True)[-30:]))
        raise CannotStart(failure)


def say(text: str) -> None:
    print(text, flush=True)
