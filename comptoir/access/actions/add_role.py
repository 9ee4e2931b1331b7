"""Adding a role, empty or as a copy of another."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from comptoir.access import events
from comptoir.access.cleaning import clean_all, line
from comptoir.access.models import Grant, Role, User
from comptoir.access.policies import require_settings


def add_role(name: str, *, copy_of: Role | None = None, actor: User | None, at: datetime) -> Role:
    """Add a role that allows nothing, or what `copy_of` allows.

    Errors: SettingsRefused; Invalid with the field name.
    """
    require_settings(actor)
    cleaned = clean_all({"name": name}, {"name": line(100, required=True)})
    with transaction.atomic():
        last = Role.objects.aggregate(last=Max("sort"))["last"] or 0
        role = Role.objects.create(name=cleaned["name"], sort=last + 100)
        if copy_of is not None:
            cells = copy_of.grants.values_list("subject", "operation", "level")
            Grant.objects.bulk_create(
                Grant(role=role, subject=subject, operation=operation, level=level)
                for subject, operation, level in cells
            )
        events.announce(events.ROLE_ADDED, role.pk, actor=actor, at=at, changes={"name": [None, role.name]})
    return role
