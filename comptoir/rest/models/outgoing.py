"""An outgoing webhook: an address that is told of events; and what has still to be told."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from comptoir.access.models import User
from comptoir.events.models import Event


class OutgoingWebhookQuerySet(models.QuerySet["OutgoingWebhook"]):
    def in_force(self) -> Self:
        """Those that are told: not stopped, and of somebody who may still sign in."""
        return self.filter(stopped_at=None, owner__is_active=True)


class OutgoingWebhook(models.Model):
    """`token` is sent along, by which the other side knows that it is us; so it cannot be kept as a hash.

    `status` and `error` say how the last delivery ended: 0 when nobody answered. `failures` counts in a row.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outgoing_webhooks")
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=2000)
    events = models.JSONField(default=list)
    token = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    last_sent_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = OutgoingWebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None

    @property
    def has_failed(self) -> bool:
        """Say whether the last delivery was not accepted."""
        return self.last_sent_at is not None and not 200 <= self.status < 300


class Delivery(models.Model):
    """One event for one webhook, under the name by which it is subscribed to; no event is a trial.

    Written in the transaction of the event. `due_at` is when it is tried next.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        GIVEN_UP = "given_up"

    webhook = models.ForeignKey(OutgoingWebhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("state", "due_at"), name="delivery_due"),)
