"""Giving access back to somebody."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.models import User
from comptoir.access.policies import require_administrator


def activate_user(user: User, *, actor: User | None, at: datetime) -> None:
    """Let a deactivated user sign in again, with the password and rights they had. Does nothing to an active one.

    Errors: NotAdministrator.
    """
    require_administrator(actor)
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True, updated_at=at):
            events.announce(events.USER_ACTIVATED, user.pk, actor=actor, at=at)
    user.is_active = True
