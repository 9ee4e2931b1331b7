"""What can happen to a value of a directory; the event's changes name the directory, the code and what differs."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

ADDED = event_types.add(EventType("crm.directory.value.added", _("Value added"), "plus"))
CHANGED = event_types.add(EventType("crm.directory.value.changed", _("Value changed"), "pencil"))
DELETED = event_types.add(EventType("crm.directory.value.deleted", _("Value deleted"), "trash-2"))
MERGED = event_types.add(EventType("crm.directory.value.merged", _("Value replaced"), "undo-2"))


def subject(directory: str) -> str:
    """Return the subject under which events of a directory are found."""
    return f"directory:{directory}"
