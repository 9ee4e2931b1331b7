"""Adding a department."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.changing import state_of_department
from comptoir.access.cleaning import clean_all
from comptoir.access.departments import department_cleaners
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
