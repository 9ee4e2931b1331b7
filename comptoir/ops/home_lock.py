"""Who works with the home: any number of commands and processes together, or one that needs it for itself alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comptoir.ops.preflight import CannotStart

NAME = "in-use.lock"


@contextmanager
def sharing(home: Path) -> Iterator[None]:
    """Work beside others. Errors: CannotStart while somebody needs the home alone."""
    with _locked(home, fcntl.LOCK_SH, "Comptoir is under maintenance (its data are being moved); try again later."):
        yield


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Work while nobody else does; the lock ends with the process, however it ends. Errors: CannotStart."""
    with _locked(home, fcntl.LOCK_EX, "Comptoir is running on these data: stop `comptoir serve` and its worker first."):
        yield


@contextmanager
def _locked(home: Path, how: int, refusal: str) -> Iterator[None]:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / NAME).open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotStart(refusal) from error
        yield
