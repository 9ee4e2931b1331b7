"""Who may manage people and rights. The actor None is the command line or a job, which may do everything."""

from django.contrib.auth.models import AnonymousUser

from comptoir.access.errors import NotAdministrator, SettingsRefused
from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.access.permissions import CHANGE_SETTINGS, Operation


def is_administrator(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and user.is_active and user.is_admin


def may_change_settings(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and allowed(user, CHANGE_SETTINGS, Operation.UPDATE)


def require_administrator(actor: User | None) -> None:
    """Errors: NotAdministrator."""
    if actor is not None and not is_administrator(actor):
        raise NotAdministrator


def require_settings(actor: User | None) -> None:
    """Errors: SettingsRefused."""
    if actor is not None and not may_change_settings(actor):
        raise SettingsRefused
