"""What can happen to a pipeline; the event's subject names it."""

from django.utils.translation import gettext_lazy as _

from comptoir.events.registry import EventType, event_types

ADDED = event_types.add(EventType("crm.pipeline.added", _("Pipeline added"), "plus"))
CHANGED = event_types.add(EventType("crm.pipeline.changed", _("Pipeline changed"), "pencil"))
DELETED = event_types.add(EventType("crm.pipeline.deleted", _("Pipeline deleted"), "trash-2"))
