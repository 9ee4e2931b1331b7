"""What the actions on people share: writing cleaned values, and never losing the last administrator."""

from typing import Any

from comptoir.access.errors import LastAdministrator
from comptoir.access.models import Department, User


def state(user: User) -> dict[str, Any]:
    """Return what history keeps of a user, as JSON values."""
    names = ("login", "email", "name", "second_name", "last_name", "position", "phone", "is_admin", "external_id")
    roles = sorted(user.roles.values_list("pk", flat=True))
    return {**{name: getattr(user, name) for name in names}, "department": user.department_id, "roles": roles}


def state_of_department(department: Department) -> dict[str, Any]:
    return {"name": department.name, "parent": department.parent_id, "head": department.head_id}


def write(user: User, cleaned: dict[str, Any]) -> None:
    """Save the cleaned values, and the roles if they are among them."""
    values = dict(cleaned)
    roles = values.pop("roles", None)
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=[*values, "updated_at"] if user.pk else None)
    if roles is not None:
        user.roles.set(roles)


def lock_administrators() -> None:
    """Let two administrators not demote each other at the same moment."""
    list(User.objects.active().filter(is_admin=True).select_for_update().values_list("pk", flat=True))


def require_an_administrator() -> None:
    """Errors: LastAdministrator, which rolls back the transaction that left none."""
    if not User.objects.active().filter(is_admin=True).exists():
        raise LastAdministrator
