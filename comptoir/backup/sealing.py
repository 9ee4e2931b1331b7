"""Sealing a backup with age (https://age-encryption.org), by people's public keys or by a passphrase.

The data are sealed for a key made for this one backup, and for the recipients if there are any. That key opens the
backup for its proof and is forgotten afterwards; with a passphrase it is kept in the file, locked by the passphrase.
So `age` opens a backup without Comptoir: `age -d -i KEY data.tar.gz.age`.
"""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Protocol

import pyrage
from django.utils.translation import gettext_lazy as _

from comptoir.backup.errors import Damaged, Locked
from comptoir.backup.manifest import Sealed
from comptoir.kit.errors import NotAValue

WRONG_PASSPHRASE = _("The passphrase does not open this backup.")
NEEDS_PASSPHRASE = _("The backup is encrypted with a passphrase: give it with --passphrase-file.")
NEEDS_IDENTITY = _("The backup is encrypted for a public key: give the secret key with --identity-file.")
WRONG_IDENTITY = _("The secret key does not open this backup.")
NO_IDENTITY = _("The file of --identity-file holds no secret key (AGE-SECRET-KEY-1…).")
NO_RECIPIENT = _("“%(key)s” is no public key of age. It begins with age1 and is made by age-keygen.")


class Reads(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Writes(Protocol):
    def write(self, data: bytes, /) -> int: ...


@dataclass(frozen=True)
class Seal:
    """Who can open the backup: whoever knows the passphrase, or owns one of the public keys; nobody needs to seal."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def sealed(self) -> Sealed:
        if self.recipients:
            return "recipients"
        return "passphrase" if self.passphrase else ""


class Lock:
    """The key of one backup, made by `Seal` or found again from a file; None seals nothing."""

    def __init__(self, identity: pyrage.x25519.Identity | None, recipients: Iterable[str] = ()) -> None:
        self.identity = identity
        self._recipients = [recipient_of(each) for each in recipients]

    @classmethod
    def of(cls, seal: Seal) -> "Lock":
        return cls(pyrage.x25519.Identity.generate() if seal.sealed else None, seal.recipients)

    def locked_by(self, passphrase: str) -> bytes:
        locked: bytes = pyrage.passphrase.encrypt(str(self.identity).encode(), passphrase)
        return locked

    @contextlib.contextmanager
    def sealing(self, sink: Writes) -> Iterator[Writes]:
        """Give what writes sealed into `sink`. Errors: what writing into `sink` raises."""
        if self.identity is None:
            yield sink
            return
        recipients = [self.identity.to_public(), *self._recipients]
        with _Pump(lambda source, into: pyrage.encrypt_io(source, into, recipients)) as pump:
            yield from pump.writing(sink)

    @contextlib.contextmanager
    def opening(self, source: Reads) -> Iterator[Reads]:
        """Give what reads `source` opened. Errors: Damaged, Locked when the key is that of another backup."""
        if self.identity is None:
            yield source
            return
        identity = self.identity
        with _Pump(lambda given, into: pyrage.decrypt_io(given, into, [identity])) as pump:
            yield from pump.reading(source)


def recipient_of(key: str) -> pyrage.x25519.Recipient:
    """Errors: NotAValue."""
    try:
        return pyrage.x25519.Recipient.from_str(key.strip())
    except pyrage.RecipientError as error:
        raise NotAValue(NO_RECIPIENT % {"key": key.strip()[:80]}) from error


def unlock(locked: bytes, passphrase: str) -> Lock:
    """Errors: Locked."""
    if not passphrase:
        raise Locked(NEEDS_PASSPHRASE)
    try:
        return Lock(pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(locked, passphrase).decode()))
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Locked(WRONG_PASSPHRASE) from error


def identity_in(text: str) -> Lock:
    """Return the lock of a file that `age-keygen` has written. Errors: Locked."""
    found = [line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY-1")]
    if not text.strip():
        raise Locked(NEEDS_IDENTITY)
    if not found:
        raise Locked(NO_IDENTITY)
    try:
        return Lock(pyrage.x25519.Identity.from_str(found[0]))
    except pyrage.IdentityError as error:
        raise Locked(NO_IDENTITY) from error


class _Pump:
    """Runs age, which wants to read and write by itself, in a thread at the other end of a pipe."""

    def __init__(self, run: "RunAge") -> None:
        self._run = run
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "_Pump":
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if self._thread is not None:
            self._thread.join()
        # A pipe that breaks, or ends too early, is but the echo of what went wrong at its other end.
        if self._error is not None and (error is None or isinstance(error, Exception)):
            raise self._error from error

    def writing(self, sink: Writes) -> Iterator[Writes]:
        ours, theirs = os.pipe()
        source, into = os.fdopen(ours, "rb"), os.fdopen(theirs, "wb")
        watched = _Watched(sink)
        self._start(source, watched, source, watched)
        try:
            yield into
        finally:
            with contextlib.suppress(BrokenPipeError):
                into.close()

    def reading(self, source: Reads) -> Iterator[Reads]:
        ours, theirs = os.pipe()
        opened, into = os.fdopen(ours, "rb"), os.fdopen(theirs, "wb")
        self._start(source, into, into, None)
        with opened:
            yield opened

    def _start(self, source: Reads, into: Writes, end: IO[bytes], watched: "_Watched | None") -> None:
        self._thread = threading.Thread(target=self._work, args=(source, into, end, watched), daemon=True)
        self._thread.start()

    def _work(self, source: Reads, into: Writes, end: IO[bytes], watched: "_Watched | None") -> None:
        try:
            with end:
                self._run(source, into)
        except BrokenPipeError:
            pass  # whoever reads has had enough
        except pyrage.DecryptError:
            self._error = Locked(WRONG_IDENTITY)
        except BaseException as error:  # noqa: BLE001  (told to the thread that waits)
            self._error = (watched and watched.error) or _told(error)


def _told(error: BaseException) -> BaseException:
    """Tell apart: age says OSError without a number for what makes no sense to it, Python's own have one."""
    return Damaged() if isinstance(error, OSError) and error.errno is None else error


class _Watched:
    """Remembers why it could not write: age would tell it as a text only."""

    def __init__(self, sink: Writes) -> None:
        self._sink = sink
        self.error: BaseException | None = None

    def write(self, data: bytes, /) -> int:
        try:
            return self._sink.write(data)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        """Nothing is held back here; age asks for it."""


class RunAge(Protocol):
    def __call__(self, source: Reads, into: Writes, /) -> object: ...
