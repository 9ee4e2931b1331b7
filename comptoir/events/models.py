"""The outbox: what happened, and which subscribers have still to hear of it."""

import uuid

from django.conf import settings
from django.db import models


class Event(models.Model):
    """`changes` is {field code: [before, after]} in JSON values; one `batch` is what one action did at once.

    `subject` names what is no item, such as "directory:SOURCE".
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
            models.Index(fields=("item_type", "item_id", "id"), name="event_of_item"),
            models.Index(fields=("batch",), name="event_of_batch"),
            models.Index(fields=("subject", "id"), name="event_of_subject"),
            models.Index(fields=("item_type", "code", "at"), name="event_by_moment"),
        )


class PendingEvent(models.Model):
    """A row per subscriber, named by its code in `reader`; it goes when the subscriber has received the event.

    PostgreSQL commits out of order, so a subscriber cannot go by "id greater than the last". One that fails is tried
    again at `retry_at`; after several attempts the event is set aside for this subscriber, with the last error.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="pending")
    reader = models.CharField(max_length=30)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("reader", "id"), name="pending_of_reader"),)
