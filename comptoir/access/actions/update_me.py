"""Changing one's own name, address and preferences."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import state, write
from comptoir.access.cleaning import clean_all, user_cleaners
from comptoir.access.models import User

OWN = ("name", "second_name", "last_name", "email", "phone", "language", "theme", "density")


def update_me(user: User, values: Mapping[str, object], *, at: datetime) -> User:
    """Change what everybody may change about themselves (OWN).

    Errors: Invalid with the fields that cannot be kept; KeyError for a value that is not one's own to change.
    """
    cleaners = user_cleaners(user)
    cleaned = clean_all(values, {name: cleaners[name] for name in OWN})
    with transaction.atomic():
        before = state(user)
        write(user, cleaned)
        changes = events.differences(before, state(user))
        if changes:
            events.announce(events.USER_CHANGED, user.pk, actor=user, at=at, changes=changes)
    return user
