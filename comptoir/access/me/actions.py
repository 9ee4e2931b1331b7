"""What users may change about themselves: name, address, preferences and password."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from comptoir.access import events
from comptoir.access.cleaning import clean_all, user_cleaners
from comptoir.access.errors import DIFFERENT_PASSWORDS, WRONG_PASSWORD
from comptoir.access.hash_gate import hash_gate
from comptoir.access.models import User
from comptoir.access.passwords import LONGEST, check_password_text
from comptoir.access.sessions.ending import end_all_sessions
from comptoir.access.sign_in.attempts import Source, note_failure, refuse_too_many
from comptoir.access.users.actions import state_of_user, write_user
from comptoir.kit.errors import Invalid
from comptoir.ui.preferences import PreferenceStore, preference_stores

OWN = ("name", "second_name", "last_name", "email", "phone", "language", "theme", "density")


def update_me(user: User, values: Mapping[str, object], *, at: datetime) -> User:
    """Change the values that users may change about themselves (OWN).

    Errors: Invalid with the fields that are refused; KeyError for a value outside OWN.
    """
    cleaners = user_cleaners(user)
    cleaned = clean_all(values, {name: cleaners[name] for name in OWN})
    with transaction.atomic():
        before = state_of_user(user)
        write_user(user, cleaned)
        changes = events.differences(before, state_of_user(user))
        if changes:
            events.announce(events.USER_CHANGED, user.pk, actor=user, at=at, changes=changes)
    return user


def change_own_password(
    user: User, current: str, new: str, again: str, *, source: Source, at: datetime, keep: str = ""
) -> None:
    """Replace the password of a user who knows the current one; all their sessions but that with the key `keep` end.

    Errors: Invalid with the fields current, new or again; TooManyAttempts, and SignInBusy, as for signing in.
    """
    refuse_too_many(user.login, source, at)
    with hash_gate.passing():
        is_right = len(current) <= LONGEST and user.check_password(current)
    if not is_right:
        note_failure(user.login, source, at)
        raise Invalid(fields={"current": WRONG_PASSWORD})
    if new != again:
        raise Invalid(fields={"again": DIFFERENT_PASSWORDS})
    check_password_text(new, user, "new")
    with hash_gate.passing():
        user.set_password(new)
    with transaction.atomic():
        user.save(update_fields=["password", "updated_at"])
        end_all_sessions(user, keep)
        events.announce(events.PASSWORD_SET, user.pk, actor=user, at=at)


def keep_preference(user: Any, name: str, value: str) -> None:
    """Store a choice that the user made in the shell; `name` is theme, density or language."""
    User.objects.filter(pk=user.pk).update(**{name: value})


preference_stores.add(PreferenceStore("user", keep_preference))
