"""Who may see backups and who may change how they are made. Downloading one is for administrators alone."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.access.permissions import Operation, Subject, subjects
from comptoir.kit.errors import Forbidden

BACKUPS = subjects.add(Subject("backups", _("Backups"), (Operation.READ, Operation.UPDATE), by_row=False)).code


def may_see_backups(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and allowed(user, BACKUPS, Operation.READ)


def require(actor: User | None, operation: Operation) -> None:
    """Errors: Forbidden."""
    if actor is not None and not allowed(actor, BACKUPS, operation):
        raise Forbidden
