"""Signing in, and the limit on failed attempts."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.http import HttpRequest

from comptoir.access.errors import SignInRefused, TooManyAttempts
from comptoir.access.models import REMEMBERED, SignInFailure, User
from comptoir.access.passwords import LONGEST
from comptoir.kit.text import clean_line, fold


def sign_in(login: str, password: str, *, address: str, at: datetime) -> User:
    """Return the active user with that name and password; failures are counted by name and address together.

    Errors: SignInRefused, the same for every reason; TooManyAttempts.
    """
    name = clean_line(login)
    refuse_too_many(name, address, at)
    user = authenticate(login=name, password=password) if name and len(password) <= LONGEST else None
    if not isinstance(user, User):
        note_failure(name, address, at)
        raise SignInRefused
    forget_failures(name, address)
    return user


MOST = 10


def refuse_too_many(login: str, address: str, at: datetime) -> None:
    """Errors: TooManyAttempts after MOST failures for this name from this address within REMEMBERED."""
    # By name and address: by name alone a stranger could lock a user out, by address alone an office would share a
    # limit.
    if SignInFailure.objects.recent(at).filter(login=_key(login), address=address).count() >= MOST:
        raise TooManyAttempts(REMEMBERED // timedelta(minutes=1))


def note_failure(login: str, address: str, at: datetime) -> None:
    """Count a failure, and delete those older than REMEMBERED."""
    SignInFailure.objects.old(at).delete()
    SignInFailure.objects.create(login=_key(login), address=address, at=at)


def forget_failures(login: str, address: str) -> None:
    SignInFailure.objects.filter(login=_key(login), address=address).delete()


def _key(login: str) -> str:
    return fold(login)[:150]


def address_of(request: HttpRequest) -> str:
    """Return the address of the peer; behind a proxy the proxy's, as any client can send X-Forwarded-For."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
