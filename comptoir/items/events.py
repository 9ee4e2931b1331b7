"""What can happen to an item, and to a segment; the event's `changes` say what differs."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

ADDED = event_types.add(EventType("item.added", _("Created"), "plus"))
CHANGED = event_types.add(EventType("item.changed", _("Changed"), "pencil"))
DELETED = event_types.add(EventType("item.deleted", _("Deleted"), "trash-2"))
RESTORED = event_types.add(EventType("item.restored", _("Restored"), "undo-2"))
SEGMENT_ADDED = event_types.add(EventType("segment.added", _("Segment saved"), "plus"))
SEGMENT_CHANGED = event_types.add(EventType("segment.changed", _("Segment changed"), "pencil"))
SEGMENT_DELETED = event_types.add(EventType("segment.deleted", _("Segment deleted"), "trash-2"))
SEGMENT_RESTORED = event_types.add(EventType("segment.restored", _("Segment restored"), "undo-2"))


def segment_subject(segment_id: int) -> str:
    """Return the subject under which the events of a segment are found."""
    return f"segment:{segment_id}"
