"""Changing one's own password."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.attempts import note_failure, refuse_too_many
from comptoir.access.errors import DIFFERENT_PASSWORDS, WRONG_PASSWORD
from comptoir.access.models import User
from comptoir.access.passwords import LONGEST, check_password_text
from comptoir.kit.errors import Invalid


def change_own_password(user: User, current: str, new: str, again: str, *, address: str, at: datetime) -> None:
    """Replace the password of somebody who knows the current one; every session of theirs ends.

    Errors: Invalid with the fields current, new or again; TooManyAttempts, as for signing in.
    """
    refuse_too_many(user.login, address, at)
    if len(current) > LONGEST or not user.check_password(current):
        note_failure(user.login, address, at)
        raise Invalid(fields={"current": WRONG_PASSWORD})
    if new != again:
        raise Invalid(fields={"again": DIFFERENT_PASSWORDS})
    check_password_text(new, user, "new")
    user.set_password(new)
    with transaction.atomic():
        user.save(update_fields=["password", "updated_at"])
        events.announce(events.PASSWORD_SET, user.pk, actor=user, at=at)
