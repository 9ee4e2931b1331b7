"""Event types, and who learns of events: recorders in the transaction, subscribers after its commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from comptoir.events.models import Event
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text


@dataclass(frozen=True, slots=True)
class EventType:
    code: str
    label: Text
    icon: str = "activity"


@dataclass(frozen=True, slots=True)
class Recorder:
    """`record` writes rows of its own in the transaction of the events: what webhooks have to be told, for example."""

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
