"""Giving a user a password."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.models import User
from comptoir.access.passwords import check_password_text
from comptoir.access.policies import require_administrator


def set_password(user: User, password: str, *, actor: User | None, at: datetime) -> None:
    """Set the password; every session of the user ends with it.

    Errors: NotAdministrator; Invalid when the password is weak.
    """
    require_administrator(actor)
    check_password_text(password, user)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password", "updated_at"])
        events.announce(events.PASSWORD_SET, user.pk, actor=actor, at=at)
