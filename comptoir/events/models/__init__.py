"""The outbox: what happened, and which readers have still to hear of it."""

from comptoir.events.models.event import Event, PendingEvent

__all__ = ["Event", "PendingEvent"]
