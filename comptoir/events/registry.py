"""Registries of event types, of recorders (inside the transaction) and of subscribers (after its commit)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comptoir.events.models import Event
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class EventType:
    """What can happen."""

    code: str
    label: Text
    icon: str = "activity"


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
