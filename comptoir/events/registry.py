"""Registries of event types, of recorders (inside the transaction) and of subscribers (after its commit)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.events.models import Event
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


def _by_everybody(_event: Event, _user: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class WebhookOffer:
    """Offers an event to outgoing webhooks, under its own code.

    group   the heading under which the page of webhooks offers it
    fields  the contents of data[FIELDS]; never a secret
    visible whether the webhook's owner may see the event; checked when it is sent, as rights may have changed
    """

    group: Text
    fields: Callable[[Event], Mapping[str, Any]]
    visible: Callable[[Event, Any], bool] = _by_everybody


@dataclass(frozen=True, slots=True)
class EventType:
    """What can happen; `webhook` makes it an event that webhooks can subscribe to."""

    code: str
    label: Text
    icon: str = "activity"
    webhook: WebhookOffer | None = None


@dataclass(frozen=True, slots=True)
class Recorder:
    """`record` writes rows of its own in the transaction of the events: the deliveries of webhooks, for example."""

    code: str
    record: Callable[[Sequence[Event]], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """`receive` gets the events of one delivery in order; it must be safe to run twice on the same event."""

    code: str
    receive: Callable[[Sequence[Event]], None]


event_types: Registry[EventType] = Registry("event types", lambda entry: entry.code)
recorders: Registry[Recorder] = Registry("event recorders", lambda entry: entry.code)
subscribers: Registry[Subscriber] = Registry("event subscribers", lambda entry: entry.code)
