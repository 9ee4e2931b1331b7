"""The gate of password hashes: each costs some 100 MiB and a core, so only a few are worked out at the same time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from comptoir.access.errors import SignInBusy

# A request that waits holds a thread of the web server, of which there are few: hardly any may.
WAITING = 1
PATIENCE = 1.0


class HashGate:
    """At most `at_once` pass at the same time, `waiting` wait for `patience` seconds, others are refused."""

    def __init__(self, at_once: int, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._inside = threading.BoundedSemaphore(at_once)
        self._admitted = threading.BoundedSemaphore(at_once + waiting)
        self._patience = patience

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Errors: SignInBusy."""
        if not self._admitted.acquire(blocking=False):
            raise SignInBusy
        try:
            if not self._inside.acquire(timeout=self._patience):
                raise SignInBusy
            try:
                yield
            finally:
                self._inside.release()
        finally:
            self._admitted.release()


hash_gate = HashGate(settings.COMPTOIR_PASSWORD_CHECKS)
