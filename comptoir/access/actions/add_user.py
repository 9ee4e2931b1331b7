"""Adding a user."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import state, write
from comptoir.access.cleaning import clean_all, user_cleaners
from comptoir.access.models import User
from comptoir.access.passwords import check_password_text
from comptoir.access.policies import require_administrator


def add_user(values: Mapping[str, object], *, actor: User | None, at: datetime, password: str = "") -> User:
    """Add a user who signs in with `password`; without one nobody can sign in as them until one is set.

    Shape:  `values` by field (login, name, last_name, email, department, roles, is_admin, ...), as typed.
    Errors: NotAdministrator; Invalid with the fields that cannot be kept.
    """
    require_administrator(actor)
    cleaned = clean_all({"login": "", **values}, user_cleaners(None))
    user = User(created_at=at)
    if password:
        check_password_text(password, User(**{name: value for name, value in cleaned.items() if name != "roles"}))
        user.set_password(password)
    else:
        user.set_unusable_password()
    with transaction.atomic():
        write(user, cleaned)
        events.announce(events.USER_ADDED, user.pk, actor=actor, at=at, changes=events.differences({}, state(user)))
    return user
