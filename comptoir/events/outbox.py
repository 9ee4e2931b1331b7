"""Publishing into the outbox, and delivering to readers after commit."""

from collections.abc import Callable, Sequence

from django.db import transaction

from comptoir.events.models import Event, PendingEvent
from comptoir.events.registry import event_types, readers

BATCH = 500
# What is written down together with events, in their transaction, such as what webhooks have to be told.
taps: list[Callable[[Sequence[Event]], None]] = []


def publish(events: Sequence[Event]) -> None:
    """Write the events with a pending row per reader; delivery follows the commit of the transaction at hand.

    Errors: KeyError for an event type that nobody declared.
    """
    if not events:
        return
    for event in events:
        event_types.get(event.code)
    saved = Event.objects.bulk_create(events, batch_size=BATCH)
    PendingEvent.objects.bulk_create(
        [PendingEvent(event=event, reader=reader.code) for reader in readers for event in saved], batch_size=BATCH
    )
    for tap in taps:
        tap(saved)
    _deliver_after_commit()


def _deliver_after_commit() -> None:
    """Ask for one delivery per transaction, however often something is published in it."""
    if not any(function is deliver for _ids, function, *_rest in transaction.get_connection().run_on_commit):
        transaction.on_commit(deliver)


def deliver() -> int:
    """Give every reader what is pending for it; return how many events were read. What fails stays pending."""
    return sum(_deliver_to(reader.code) for reader in readers)


def _deliver_to(code: str) -> int:
    count = 0
    while pending := list(PendingEvent.objects.filter(reader=code).select_related("event").order_by("id")[:BATCH]):
        with transaction.atomic():
            readers.get(code).read([row.event for row in pending])
            PendingEvent.objects.filter(pk__in=[row.pk for row in pending]).delete()
        count += len(pending)
    return count
