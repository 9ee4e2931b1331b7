"""Renaming and moving a department, and naming its head."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import state_of_department
from comptoir.access.cleaning import clean_all
from comptoir.access.departments import department_cleaners
from comptoir.access.models import Department, User
from comptoir.access.policies import require_administrator


def update_department(
    department: Department, values: Mapping[str, object], *, actor: User | None, at: datetime
) -> Department:
    """Change name, parent or head.

    Errors: NotAdministrator; Invalid with the fields that cannot be kept, as a parent that would close a circle.
    """
    require_administrator(actor)
    with transaction.atomic():
        # Two moves at once could close a circle that neither sees: the second waits for the first.
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
