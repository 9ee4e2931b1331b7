"""Passwords: generating them, and checking typed ones in the viewer's language."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from comptoir.access.models import User
from comptoir.kit.errors import Invalid

# Without letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 5
# More than anybody types: hashing megabytes would keep a process busy.
LONGEST = 1_000


def make_password_text() -> str:
    """Return a new password that can be read aloud; about 99 bits of entropy."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def check_password_text(password: str, user: User, field: str = "password") -> None:
    """Refuse a weak password.

    Errors: Invalid with the reasons under `field`.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(fields={field: " ".join(error.messages)}) from error
