"""Counting failed attempts, so that passwords cannot be guessed by trying many."""

from datetime import datetime

from comptoir.access.errors import TooManyAttempts
from comptoir.access.models import SignInFailure
from comptoir.kit.text import fold

MOST = 10


def refuse_too_many(login: str, address: str, at: datetime) -> None:
    """Errors: TooManyAttempts after 10 failures for this name from this address within 15 minutes."""
    if SignInFailure.objects.recent(at).filter(login=_key(login), address=address).count() >= MOST:
        raise TooManyAttempts


def note_failure(login: str, address: str, at: datetime) -> None:
    """Count one more, and forget those that no longer matter."""
    SignInFailure.objects.old(at).delete()
    SignInFailure.objects.create(login=_key(login), address=address, at=at)


def forget_failures(login: str, address: str) -> None:
    SignInFailure.objects.filter(login=_key(login), address=address).delete()


def _key(login: str) -> str:
    return fold(login)[:150]
