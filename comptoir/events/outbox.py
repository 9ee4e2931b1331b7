"""Publishing into the outbox, and delivering to subscribers after commit."""

from collections.abc import Sequence

from django.db import transaction

from comptoir.events.models import Event, PendingEvent
from comptoir.events.registry import event_types, recorders, subscribers

BATCH = 500


def publish(events: Sequence[Event]) -> None:
    """Write the events with a pending row per subscriber; delivery follows the commit of the transaction at hand.

    Errors: KeyError for an event type that nobody declared.
    """
    if not events:
        return
    for event in events:
        event_types.get(event.code)
    saved = Event.objects.bulk_create(events, batch_size=BATCH)
    PendingEvent.objects.bulk_create(
        [PendingEvent(event=event, reader=subscriber.code) for subscriber in subscribers for event in saved],
        batch_size=BATCH,
    )
    for recorder in recorders:
        recorder.record(saved)
    _deliver_after_commit()


def _deliver_after_commit() -> None:
    """Ask for one delivery per transaction, however often something is published in it."""
    if not any(function is deliver for _ids, function, *_rest in transaction.get_connection().run_on_commit):
        transaction.on_commit(deliver)


def deliver() -> int:
    """Give every subscriber what is pending for it; return how many events were received. What fails stays pending."""
    return sum(_deliver_to(subscriber.code) for subscriber in subscribers)


def _deliver_to(code: str) -> int:
    count = 0
    while pending := list(PendingEvent.objects.filter(reader=code).select_related("event").order_by("id")[:BATCH]):
        # Two processes may read the same rows at once; that is why a subscriber tolerates an event twice.
        with transaction.atomic():
            subscribers.get(code).receive([row.event for row in pending])
            PendingEvent.objects.filter(pk__in=[row.pk for row in pending]).delete()
        count += len(pending)
    return count
