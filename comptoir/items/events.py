"""What can happen to an item; the event's `changes` say to which fields."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

ADDED = event_types.add(EventType("item.added", _("Created"), "plus"))
CHANGED = event_types.add(EventType("item.changed", _("Changed"), "pencil"))
DELETED = event_types.add(EventType("item.deleted", _("Deleted"), "trash-2"))
RESTORED = event_types.add(EventType("item.restored", _("Restored"), "undo-2"))
