"""Event types and the readers that act on events after commit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from comptoir.events.models import Event
from comptoir.kit.registry import Registry


@dataclass(frozen=True, slots=True)
class EventType:
    code: str
    label: str | Promise
    icon: str = "activity"


@dataclass(frozen=True, slots=True)
class Reader:
    """`read` gets the events of one delivery in order; it must be safe to run twice on the same event."""

    code: str
    read: Callable[[Sequence[Event]], None]


event_types: Registry[EventType] = Registry("event types", lambda entry: entry.code)
readers: Registry[Reader] = Registry("event readers", lambda entry: entry.code)
