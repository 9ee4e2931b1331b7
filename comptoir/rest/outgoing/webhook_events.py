"""The events that outgoing webhooks can subscribe to, each declared beside its app's event types.

webhook_events.add(
    WebhookEvent("ONCRMDEALUPDATE", _("Deal changed"), _("Deals"), "item.changed", fields=..., concerns=...)
)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from comptoir.access.models import User
from comptoir.events.models import Event
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

TRIAL = "COMPTOIRWEBHOOKTEST"


def _always(_event: Event) -> bool:
    return True


def _to_all(_event: Event, _owner: User) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """An event under the `name` by which it is subscribed to and sent; `code` is that of the event type.

    concerns(event)       whether the event has this name; called in the transaction of the change, so without queries
    fields(event)         the contents of data[FIELDS]
    visible(event, owner) whether the webhook's owner may see it; called when it is sent
    """

    name: str
    label: Text
    group: Text
    code: str
    fields: Callable[[Event], Mapping[str, Any]]
    concerns: Callable[[Event], bool] = _always
    visible: Callable[[Event, User], bool] = _to_all


webhook_events: Registry[WebhookEvent] = Registry("events for webhooks", lambda entry: entry.name)


def names_of(event: Event) -> list[str]:
    """Return the names under which an event can be subscribed to."""
    return [entry.name for entry in webhook_events if entry.code == event.code and entry.concerns(event)]
