"""What the pages of sessions show, one's own and those of a user."""

from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User, UserSession
from comptoir.access.sessions.devices import device_name
from comptoir.ui.component_values import Column

COLUMNS = [
    Column(_("Browser")),
    Column(_("Address")),
    Column(_("Signed in")),
    Column(_("Last seen")),
    Column(_("End the session"), hidden_label=True),
]


def sessions_context(user: User, here: str | None = None) -> dict[str, Any]:
    """Return the sessions of the user that still hold, the last seen first; `here` is the key of the viewer's own."""
    known = UserSession.objects.filter(user=user).order_by("-seen_at", "-pk")
    keys = [row.session_key for row in known]
    unexpired = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    held = set(unexpired.values_list("session_key", flat=True))
    rows = [(row, device_name(row.agent), row.session_key == here) for row in known if row.session_key in held]
    return {"columns": COLUMNS, "sessions": rows}
