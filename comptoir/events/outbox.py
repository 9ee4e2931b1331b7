"""Publishing into the outbox, and delivering to subscribers after commit."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from comptoir.events.models import Event, PendingEvent
from comptoir.events.registry import Subscriber, event_types, recorders, subscribers

logger = logging.getLogger("comptoir.events")
BATCH = 500
LOCK = "comptoir: delivery of events"
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=5)
LONGEST_ERROR = 2000


def publish(events: Sequence[Event]) -> None:
    """Write the events with a pending row per subscriber; they are delivered after the current transaction commits.

    Errors: KeyError for an event type that is not declared.
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
    """Schedule one delivery per transaction, however many events it publishes."""
    # Django has no public way to ask what is scheduled. A callback registered inside a savepoint that rolls back is
    # dropped from this list, and so are the events of that savepoint.
    if not any(function is deliver for _ids, function, *_rest in transaction.get_connection().run_on_commit):
        # What has been committed is saved, whatever becomes of its delivery: an error there must not reach the writer.
        transaction.on_commit(deliver, robust=True)


def deliver() -> int:
    """Deliver due events to every subscriber; return how many were received or have failed once more.

    One delivery runs at a time: two of them could deliver an older state of an item after a newer one. A process that
    finds another one delivering leaves its events to that one, which looks again after it has released the lock. A
    failing subscriber does not stop the others. Errors: those of the database; what was not delivered stays pending.
    """
    count = 0
    while handled := _deliver_batch():
        count += handled
        # After the lock is released: processes that found it taken have left their events to this one.
        if not due(timezone.now()).exists():
            break
    return count


def due(now: datetime) -> QuerySet[PendingEvent]:
    waiting = PendingEvent.objects.filter(set_aside_at__isnull=True)
    return waiting.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))


def _deliver_batch() -> int:
    with transaction.atomic():
        if not _is_alone():
            return 0
        rows = list(due(timezone.now()).select_related("event").order_by("id")[:BATCH])
        for subscriber in subscribers:
            _hand_over(subscriber, [row for row in rows if row.reader == subscriber.code])
    return len(rows)


def _is_alone() -> bool:
    """Take the lock of deliveries until the transaction ends; say whether it was free.

    SQLite has one writer at a time, so a transaction that has begun is alone already. The name of the schema is part
    of the lock: advisory locks are per database, and each portal has a schema.
    """
    connection = transaction.get_connection()
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || %s, 0))", [LOCK])
        return bool(cursor.fetchone()[0])


def _hand_over(subscriber: Subscriber, rows: Sequence[PendingEvent]) -> None:
    """Deliver the events to the subscriber together; if that fails, one by one, so that only the failing one stays."""
    if not rows:
        return
    try:
        with transaction.atomic():
            subscriber.receive([row.event for row in rows])
            PendingEvent.objects.filter(pk__in=[row.pk for row in rows]).delete()
    except Exception as error:  # noqa: BLE001 - whatever a subscriber raises is its own affair
        if len(rows) == 1:
            _note_failure(rows[0], error)
        else:
            for row in rows:
                _hand_over(subscriber, [row])


def _note_failure(row: PendingEvent, error: Exception) -> None:
    now = timezone.now()
    row.attempts += 1
    row.error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    row.retry_at = now + FIRST_WAIT * 2 ** (row.attempts - 1)
    row.set_aside_at = now if row.attempts >= MOST_ATTEMPTS else None
    row.save()
    logger.error(
        "%s could not receive event %s (attempt %s of %s)",
        row.reader,
        row.event_id,
        row.attempts,
        MOST_ATTEMPTS,
        exc_info=error,
    )
