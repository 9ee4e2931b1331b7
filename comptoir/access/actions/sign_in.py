"""Finding out who signs in."""

from datetime import datetime

from django.contrib.auth import authenticate

from comptoir.access.attempts import forget_failures, note_failure, refuse_too_many
from comptoir.access.errors import SignInRefused
from comptoir.access.models import User
from comptoir.access.passwords import LONGEST
from comptoir.kit.text import clean_line


def sign_in(login: str, password: str, *, address: str, at: datetime) -> User:
    """Return the active user of that name and password; failures are counted by name and address.

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
