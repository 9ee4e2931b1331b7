"""The outbox: events, and a pending row for each subscriber that has not received them yet."""

import uuid

from django.conf import settings
from django.db import models


class Event(models.Model):
    """One fact about one record. `changes` is {field code: [before, after]} in JSON values.

    `batch` is shared by all events of one action; `subject` names anything that is not an item, such as
    "directory:SOURCE".
    """

    code = models.CharField(max_length=60)
    item_type = models.PositiveSmallIntegerField(default=0)
    item_id = models.BigIntegerField(default=0)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    batch = models.UUIDField(default=uuid.uuid4)
    changes = models.JSONField(default=dict)
    subject = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        indexes = (
            # The history of a card, in the order of its ids.
            models.Index(fields=("item_type", "item_id", "id"), name="event_of_item"),
            # Undo: everything that one action did.
            models.Index(fields=("batch",), name="event_of_batch"),
            # The history of a directory, which has no item.
            models.Index(fields=("subject", "id"), name="event_of_subject"),
            # Time travel: what happened to items of a type since a moment.
            models.Index(fields=("item_type", "code", "at"), name="event_by_moment"),
        )


class PendingEvent(models.Model):
    """One event that one subscriber has still to receive; `reader` is the subscriber's code.

    A position ("every id above the last one") would lose events: PostgreSQL gives ids when rows are inserted, not when
    they are committed, so a row with a lower id may become visible later. After a failure the row is tried again at
    `retry_at`; after several attempts it is set aside, with the last error.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pending")
    reader = models.CharField(max_length=30)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("reader", "id"), name="pending_of_reader"),)
