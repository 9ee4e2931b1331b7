"""Deleting a department that nobody needs."""

from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.errors import DepartmentInUse
from comptoir.access.models import Department, User
from comptoir.access.policies import require_administrator


def delete_department(department: Department, *, actor: User | None, at: datetime) -> None:
    """Delete an empty department.

    Errors: NotAdministrator; DepartmentInUse while it has people, inactive ones too, or sub-departments.
    """
    require_administrator(actor)
    with transaction.atomic():
        if department.members.exists() or department.children.exists():
            raise DepartmentInUse
        number, name = department.pk, department.name
        department.delete()
        events.announce(events.DEPARTMENT_DELETED, number, actor=actor, at=at, changes={"name": [name, None]})
