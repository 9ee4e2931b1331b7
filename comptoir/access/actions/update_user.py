"""Changing a user."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import lock_administrators, require_an_administrator, state, write
from comptoir.access.cleaning import clean_all, user_cleaners
from comptoir.access.models import User
from comptoir.access.policies import require_administrator


def update_user(user: User, values: Mapping[str, object], *, actor: User | None, at: datetime) -> User:
    """Change the given values of a user; nothing is written when none differs.

    Errors: NotAdministrator; LastAdministrator; Invalid with the fields that cannot be kept.
    """
    require_administrator(actor)
    cleaned = clean_all(values, user_cleaners(user))
    with transaction.atomic():
        lock_administrators()
        before = state(user)
        write(user, cleaned)
        require_an_administrator()
        changes = events.differences(before, state(user))
        if changes:
            events.announce(events.USER_CHANGED, user.pk, actor=actor, at=at, changes=changes)
    return user
