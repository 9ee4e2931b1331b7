"""Publishing a layout for everyone, a department or a role; withdrawing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import Department, Role, User
from comptoir.access.policies import require_settings
from comptoir.events.models import Event
from comptoir.events.outbox import publish
from comptoir.events.registry import EventType
from comptoir.kit.errors import Invalid
from comptoir.profile.errors import UnknownLayout
from comptoir.profile.events import LAYOUT_PUBLISHED, LAYOUT_WITHDRAWN, layout_subject
from comptoir.profile.models import Audience, ProfileLayout
from comptoir.profile.widgets.widget import Widget


@dataclass(frozen=True)
class Readers:
    """For whom a layout is published: everyone, or one role or department."""

    audience: str
    role: Role | None = None
    department: Department | None = None

    @property
    def values(self) -> dict[str, object]:
        return {"audience": self.audience, "role": self.role, "department": self.department}


def read_readers(values: Mapping[str, object]) -> Readers:
    """Return for whom a form or a program publishes: `audience`, and the id of the `role` or `department`.

    Errors: Invalid with the field at fault.
    """
    audience = values.get("audience")
    if audience == Audience.EVERYONE:
        return Readers(Audience.EVERYONE)
    if audience == Audience.ROLE:
        role = Role.objects.filter(pk=_id(values.get("role"))).first()
        if role is None:
            raise Invalid(fields={"role": _("Choose a role.")})
        return Readers(Audience.ROLE, role=role)
    if audience == Audience.DEPARTMENT:
        department = Department.objects.filter(pk=_id(values.get("department"))).first()
        if department is None:
            raise Invalid(fields={"department": _("Choose a department.")})
        return Readers(Audience.DEPARTMENT, department=department)
    raise Invalid(fields={"audience": _("Choose for whom: everyone, a department or a role.")})


def _id(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def publish_layout(
    widgets: Sequence[Widget], client_type: str, readers: Readers, *, actor: User, at: datetime
) -> ProfileLayout:
    """Publish the widgets for users without a layout of their own; an earlier one for the same users is replaced.

    Errors: SettingsRefused.
    """
    require_settings(actor)
    stored = [widget.stored() for widget in widgets]
    with transaction.atomic():
        before = ProfileLayout.objects.filter(client_type=client_type, **readers.values).select_for_update().first()
        layout = before or ProfileLayout(client_type=client_type, **readers.values, version=0)
        told = len(layout.widgets or []) if before else None
        layout.widgets, layout.updated_by, layout.updated_at = stored, actor, at
        layout.version += 1
        layout.save()
        _announce(LAYOUT_PUBLISHED, layout, {"widgets": [told, len(stored)]}, actor, at)
    return layout


def withdraw_layout(layout_id: int, client_type: str, *, actor: User, at: datetime) -> None:
    """Withdraw a published layout: its users see the next one that is meant for them.

    Errors: SettingsRefused; UnknownLayout, also for somebody's own layout.
    """
    require_settings(actor)
    with transaction.atomic():
        rows = ProfileLayout.objects.exclude(audience=Audience.USER).select_for_update()
        layout = rows.filter(pk=layout_id, client_type=client_type).first()
        if layout is None:
            raise UnknownLayout
        _announce(LAYOUT_WITHDRAWN, layout, {"widgets": [len(layout.widgets or []), None]}, actor, at)
        layout.delete()


def _announce(kind: EventType, layout: ProfileLayout, changes: dict[str, object], actor: User, at: datetime) -> None:
    told = {"audience": [None, layout.audience], "readers": [None, layout.owner_name], **changes}
    publish([Event(code=kind.code, actor=actor, at=at, subject=layout_subject(layout.client_type), changes=told)])
