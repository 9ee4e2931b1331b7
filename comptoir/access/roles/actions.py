"""Writes to roles: adding, renaming, setting what a role allows, deleting."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from comptoir.access import events
from comptoir.access.cleaning import clean_all, line
from comptoir.access.errors import UNKNOWN_CHOICE, RoleInUse
from comptoir.access.models import Grant, Role, User
from comptoir.access.permissions import Level, subjects
from comptoir.access.policies import require_settings
from comptoir.kit.errors import Invalid

Cells = Mapping[tuple[str, str], int]


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


def update_role(role: Role, name: str, cells: Cells, *, actor: User | None, at: datetime) -> Role:
    """Rename the role and set the cells of its matrix; both or neither.

    Errors: SettingsRefused; Invalid with the field name, or for a cell that does not exist.
    """
    with transaction.atomic():
        rename_role(role, name, actor=actor, at=at)
        set_grants(role, cells, actor=actor, at=at)
    return role


def rename_role(role: Role, name: str, *, actor: User | None, at: datetime) -> Role:
    """Give a role another name; an empty one gives a shipped role its default name back.

    Errors: SettingsRefused; Invalid with the field name.
    """
    require_settings(actor)
    cleaned = clean_all({"name": name}, {"name": line(100, required=not role.default_key)})
    # Saving the default name that the form showed is not a renaming: the name keeps following the viewer's language.
    wanted = "" if role.default_key and cleaned["name"] == role.default_name else cleaned["name"]
    if wanted != role.name:
        before, role.name = role.name, wanted
        with transaction.atomic():
            role.save(update_fields=["name"])
            events.announce(events.ROLE_CHANGED, role.pk, actor=actor, at=at, changes={"name": [before, wanted]})
    return role


def set_grants(role: Role, cells: Cells, *, actor: User | None, at: datetime) -> None:
    """Set the given cells of the role's matrix, {(subject, operation): level}; the others stay as they are.

    Errors: SettingsRefused; Invalid for a cell or a level that does not exist.
    """
    require_settings(actor)
    if not all(_cell_exists(subject, operation, level) for (subject, operation), level in cells.items()):
        raise Invalid(UNKNOWN_CHOICE)
    with transaction.atomic():
        # Two saves of one role: the second compares with what the first has written, so that history is right.
        Role.objects.select_for_update().get(pk=role.pk)
        known = {(grant.subject, grant.operation): grant.level for grant in role.grants.all()}
        changed = {cell: int(level) for cell, level in cells.items() if level != known.get(cell, Level.NONE)}
        if not changed:
            return
        _write_cells(role, changed)
        changes = {".".join(cell): [known.get(cell, 0), level] for cell, level in changed.items()}
        events.announce(events.ROLE_CHANGED, role.pk, actor=actor, at=at, changes=changes)


def _cell_exists(subject: str, operation: str, level: int) -> bool:
    declared = subjects.find(subject)
    if declared is None or operation not in declared.operations:
        return False
    return level in (Level if declared.by_row else (Level.NONE, Level.ALL))


def _write_cells(role: Role, changed: Mapping[tuple[str, str], int]) -> None:
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
