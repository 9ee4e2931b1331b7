"""Deleting a role that nobody has."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.errors import RoleInUse
from comptoir.access.models import Role, User
from comptoir.access.policies import require_settings


def delete_role(role: Role, *, actor: User | None, at: datetime) -> None:
    """Delete a role.

    Errors: SettingsRefused; RoleInUse while somebody has it.
    """
    require_settings(actor)
    with transaction.atomic():
        if role.users.exists():
            raise RoleInUse
        number, name = role.pk, str(role)
        role.delete()
        events.announce(events.ROLE_DELETED, number, actor=actor, at=at, changes={"name": [name, None]})
