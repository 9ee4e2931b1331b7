"""Changing a role as its page does: name and matrix at once."""

from datetime import datetime

from django.db import transaction

from comptoir.access.actions.rename_role import rename_role
from comptoir.access.actions.set_grants import Cells, set_grants
from comptoir.access.models import Role, User


def update_role(role: Role, name: str, cells: Cells, *, actor: User | None, at: datetime) -> Role:
    """Rename the role and set the cells, both or neither.

    Errors: SettingsRefused; Invalid with the field name, or for a cell that does not exist.
    """
    with transaction.atomic():
        rename_role(role, name, actor=actor, at=at)
        set_grants(role, cells, actor=actor, at=at)
    return role
