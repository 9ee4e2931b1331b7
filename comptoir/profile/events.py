"""What can happen to the profile's settings; the event's subject names the kind of client."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

LOAD_TARGETS_CHANGED = event_types.add(
    EventType("profile.load_targets_changed", _("Load targets changed"), "sliders-horizontal")
)
LAYOUT_PUBLISHED = event_types.add(EventType("profile.layout_published", _("Layout published"), "layout-grid"))
LAYOUT_WITHDRAWN = event_types.add(EventType("profile.layout_withdrawn", _("Layout withdrawn"), "undo-2"))


def subject(client_type: str) -> str:
    """Return the subject under which changes of a kind of client's targets are found."""
    return f"load-target:{client_type}"


def layout_subject(client_type: str) -> str:
    """Return the subject under which published layouts of a kind of client are found."""
    return f"profile-layout:{client_type}"
