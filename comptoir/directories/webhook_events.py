"""Events of directories for outgoing webhooks: each changed value with before and after."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.directories import events
from comptoir.directories.history.reading import NAMED
from comptoir.events.models import Event
from comptoir.events.registry import EventType
from comptoir.rest.outgoing.webhook_events import WebhookEvent, webhook_events

GROUP = _("States and drop-down lists")


def fields(event: Event) -> Mapping[str, object]:
    """Return the list, the value's code, its attributes before and after, who changed them, and the change set."""
    changes = {name: pair for name, pair in event.changes.items() if name not in NAMED}
    before, after = ({name: pair[place] for name, pair in changes.items()} for place in (0, 1))
    return {
        "entityId": event.changes["directory"][0],
        "statusId": event.changes["code"][0],
        "before": before,
        "after": after,
        "userId": event.actor_id,
        "changeSet": str(event.batch),
    }


def add_event(event_type: EventType) -> None:
    """Offer a kind of change to outgoing webhooks, under the event's own name."""
    webhook_events.add(WebhookEvent(event_type.code, event_type.label, GROUP, event_type.code, fields=fields))


for each in (events.ADDED, events.CHANGED, events.DELETED, events.MERGED):
    add_event(each)
