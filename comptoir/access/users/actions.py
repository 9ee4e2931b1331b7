"""Writes to users: adding, changing, deactivating, activating, setting a password."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from comptoir.access import events
from comptoir.access.cleaning import clean_all, user_cleaners
from comptoir.access.errors import LastAdministrator, OwnAccount
from comptoir.access.hash_gate import hash_gate
from comptoir.access.models import User
from comptoir.access.passwords import check_password_text
from comptoir.access.policies import require_administrator
from comptoir.access.sessions.ending import end_all_sessions


def add_user(values: Mapping[str, object], *, actor: User | None, at: datetime, password: str = "") -> User:
    """Add a user; without `password` they cannot sign in until one is set.

    Shape:  `values` by field (login, name, last_name, email, department, roles, is_admin …), as typed.
    Errors: NotAdministrator; Invalid with the fields that are refused.
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
        write_user(user, cleaned)
        events.announce(
            events.USER_ADDED, user.pk, actor=actor, at=at, changes=events.differences({}, state_of_user(user))
        )
    return user


def update_user(user: User, values: Mapping[str, object], *, actor: User | None, at: datetime) -> User:
    """Change the given values of a user; without a difference no event is published.

    Errors: NotAdministrator; LastAdministrator; Invalid with the fields that are refused.
    """
    require_administrator(actor)
    cleaned = clean_all(values, user_cleaners(user))
    with transaction.atomic():
        lock_administrators()
        before = state_of_user(user)
        write_user(user, cleaned)
        require_an_administrator()
        changes = events.differences(before, state_of_user(user))
        if changes:
            events.announce(events.USER_CHANGED, user.pk, actor=actor, at=at, changes=changes)
    return user


def activate_user(user: User, *, actor: User | None, at: datetime) -> None:
    """Let a deactivated user sign in again, with the password and rights they had; an active one stays as they are.

    Errors: NotAdministrator.
    """
    require_administrator(actor)
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True, updated_at=at):
            events.announce(events.USER_ACTIVATED, user.pk, actor=actor, at=at)
    user.is_active = True


def deactivate_user(user: User, *, actor: User | None, at: datetime) -> None:
    """Keep the user from signing in and end their sessions for good; their records stay theirs.

    An inactive user stays as they are.

    Errors: NotAdministrator; OwnAccount; LastAdministrator.
    """
    require_administrator(actor)
    if actor is not None and user.pk == actor.pk:
        raise OwnAccount
    with transaction.atomic():
        lock_administrators()
        if User.objects.active().filter(pk=user.pk).update(is_active=False, updated_at=at):
            end_all_sessions(user)
            require_an_administrator()
            events.announce(events.USER_DEACTIVATED, user.pk, actor=actor, at=at)
    user.is_active = False


def set_password(user: User, password: str, *, actor: User | None, at: datetime) -> None:
    """Set the password; every session of the user ends.

    Errors: NotAdministrator; Invalid when the password is weak.
    """
    require_administrator(actor)
    check_password_text(password, user)
    with hash_gate.passing():
        user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password", "updated_at"])
        end_all_sessions(user)
        events.announce(events.PASSWORD_SET, user.pk, actor=actor, at=at)


def state_of_user(user: User) -> dict[str, Any]:
    """Return the values of a user that events compare, as JSON."""
    names = ("login", "email", "name", "second_name", "last_name", "position", "phone", "is_admin", "external_id")
    roles = sorted(user.roles.values_list("pk", flat=True))
    return {**{name: getattr(user, name) for name in names}, "department": user.department_id, "roles": roles}


def write_user(user: User, cleaned: dict[str, Any]) -> None:
    """Save the cleaned values, and the roles if they are among them."""
    values = dict(cleaned)
    roles = values.pop("roles", None)
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=[*values, "updated_at"] if user.pk else None)
    if roles is not None:
        user.roles.set(roles)


def lock_administrators() -> None:
    """Lock the rows of all administrators, so that two of them cannot demote each other at the same moment.

    SQLite has no row locks; there only one write transaction runs at a time, from its start (BEGIN IMMEDIATE).
    """
    list(User.objects.active().filter(is_admin=True).select_for_update().values_list("pk", flat=True))


def require_an_administrator() -> None:
    """Errors: LastAdministrator, which rolls back a transaction that has left none."""
    if not User.objects.active().filter(is_admin=True).exists():
        raise LastAdministrator
