"""Events of people and rights. They carry no item type; `item_id` is the id of the user, department or role."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.events.registry import EventType, event_types

USER_ADDED = event_types.add(EventType("user.added", _("User added"), "user-plus"))
USER_CHANGED = event_types.add(EventType("user.changed", _("User changed"), "pencil"))
USER_DEACTIVATED = event_types.add(EventType("user.deactivated", _("User deactivated"), "lock"))
USER_ACTIVATED = event_types.add(EventType("user.activated", _("User activated again"), "user-check"))
PASSWORD_SET = event_types.add(EventType("user.password_set", _("Password set"), "key-round"))
SESSIONS_ENDED = event_types.add(EventType("user.sessions_ended", _("Sessions ended"), "log-out"))
DEPARTMENT_ADDED = event_types.add(EventType("department.added", _("Department added"), "network"))
DEPARTMENT_CHANGED = event_types.add(EventType("department.changed", _("Department changed"), "pencil"))
DEPARTMENT_DELETED = event_types.add(EventType("department.deleted", _("Department deleted"), "trash-2"))
ROLE_ADDED = event_types.add(EventType("role.added", _("Role added"), "shield"))
ROLE_CHANGED = event_types.add(EventType("role.changed", _("Role changed"), "pencil"))
ROLE_DELETED = event_types.add(EventType("role.deleted", _("Role deleted"), "trash-2"))


def announce(
    kind: EventType, row_id: int, *, actor: User | None, at: datetime, changes: Mapping[str, list[Any]] | None = None
) -> None:
    """Publish one event; `changes` is {name: [before, after]} in JSON values and never holds a secret."""
    publish([Event(code=kind.code, item_id=row_id, actor=actor, at=at, changes=dict(changes or {}))])


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return what differs, as {name: [before, after]}."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
