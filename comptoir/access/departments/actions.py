"""Writes to departments: adding, changing, deleting."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.cleaning import clean_all
from comptoir.access.departments.tree import department_cleaners, state_of_department
from comptoir.access.errors import DepartmentInUse
from comptoir.access.models import Department, User
from comptoir.access.policies import require_administrator


def add_department(values: Mapping[str, object], *, actor: User | None, at: datetime) -> Department:
    """Add a department; values: name, parent (none: at the top), head.

    Errors: NotAdministrator; Invalid with the fields that cannot be kept.
    """
    require_administrator(actor)
    cleaned = clean_all({"name": "", **values}, department_cleaners(None))
    with transaction.atomic():
        department = Department.objects.create(**cleaned)
        changes = events.differences({}, state_of_department(department))
        events.announce(events.DEPARTMENT_ADDED, department.pk, actor=actor, at=at, changes=changes)
    return department


def update_department(
    department: Department, values: Mapping[str, object], *, actor: User | None, at: datetime
) -> Department:
    """Change name, parent or head.

    Errors: NotAdministrator; Invalid with the fields that are refused, such as a parent that would close a circle.
    """
    require_administrator(actor)
    with transaction.atomic():
        # Two moves at the same moment could close a circle that neither of them sees: the second waits for the first.
        # Locking in the order of keys keeps two of them from deadlocking.
        list(Department.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        cleaned = clean_all(values, department_cleaners(department))
        before = state_of_department(department)
        for name, value in cleaned.items():
            setattr(department, name, value)
        changes = events.differences(before, state_of_department(department))
        if changes:
            department.save()
            events.announce(events.DEPARTMENT_CHANGED, department.pk, actor=actor, at=at, changes=changes)
    return department


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
