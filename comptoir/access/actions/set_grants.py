"""Saying what a role allows."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from comptoir.access import events
from comptoir.access.choices import Level
from comptoir.access.errors import UNKNOWN_CHOICE
from comptoir.access.models import Grant, Role, User
from comptoir.access.permissions import subjects
from comptoir.access.policies import require_settings
from comptoir.kit.errors import Invalid

Cells = Mapping[tuple[str, str], int]


def set_grants(role: Role, cells: Cells, *, actor: User | None, at: datetime) -> None:
    """Set the given cells of the role's matrix, {(subject, operation): level}; the others stay.

    Errors: SettingsRefused; Invalid for a cell or a level that does not exist.
    """
    require_settings(actor)
    if not all(_exists(subject, operation, level) for (subject, operation), level in cells.items()):
        raise Invalid(UNKNOWN_CHOICE)
    with transaction.atomic():
        Role.objects.select_for_update().get(pk=role.pk)
        known = {(grant.subject, grant.operation): grant.level for grant in role.grants.all()}
        changed = {cell: int(level) for cell, level in cells.items() if level != known.get(cell, Level.NONE)}
        if not changed:
            return
        _write(role, changed)
        changes = {".".join(cell): [known.get(cell, 0), level] for cell, level in changed.items()}
        events.announce(events.ROLE_CHANGED, role.pk, actor=actor, at=at, changes=changes)


def _exists(subject: str, operation: str, level: int) -> bool:
    declared = subjects.find(subject)
    if declared is None or operation not in declared.operations:
        return False
    return level in (Level if declared.by_row else (Level.NONE, Level.ALL))


def _write(role: Role, changed: Mapping[tuple[str, str], int]) -> None:
    granted = [
        Grant(role=role, subject=subject, operation=operation, level=level)
        for (subject, operation), level in changed.items()
        if level > Level.NONE
    ]
    Grant.objects.bulk_create(
        granted, update_conflicts=True, unique_fields=["role", "subject", "operation"], update_fields=["level"]
    )
    for (subject, operation), level in changed.items():
        if level == Level.NONE:
            role.grants.filter(subject=subject, operation=operation).delete()
