"""Webhooks: incoming ones (programs call us), outgoing ones (we call them), and deliveries to the latter."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F

from comptoir.access.models import User
from comptoir.events.models import Event


class IncomingWebhookQuerySet(models.QuerySet["IncomingWebhook"]):
    def in_force(self) -> Self:
        return self.filter(revoked_at=None)

    def visible_to(self, user: User) -> Self:
        """Return every webhook for administrators, for others those that act as themselves."""
        if not user.is_active:
            return self.none()
        return self if user.is_admin else self.filter(user=user)

    def for_list(self) -> Self:
        # PostgreSQL sorts NULL first when descending, SQLite last: without nulls_first they would differ.
        in_force_first = F("revoked_at").desc(nulls_first=True)
        return self.select_related("user", "created_by").order_by(in_force_first, "-created_at", "-id")


class IncomingWebhook(models.Model):
    """Only the SHA-256 of the token is stored. The token is long and random, so a slow hash would add nothing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="incoming_webhooks")
    title = models.CharField(max_length=150)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = IncomingWebhookQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None


class OutgoingWebhookQuerySet(models.QuerySet["OutgoingWebhook"]):
    def in_force(self) -> Self:
        """Return the webhooks that receive events: not stopped, and of a user who may still sign in."""
        return self.filter(stopped_at=None, owner__is_active=True)


class OutgoingWebhook(models.Model):
    """`token` is sent with each delivery, so that the receiver can tell who sends: it cannot be stored as a hash.

    `secret` signs deliveries and is stored encrypted; the one before it is good until `old_secret_until`. Webhooks of
    0.1.0 have none until somebody makes it.
    `status` and `error` are those of the last attempt, status 0 without an answer. `failures` counts deliveries that
    were given up in a row.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outgoing_webhooks")
    title = models.CharField(max_length=150)
    url = models.CharField(max_length=2000)
    events = models.JSONField(default=list)
    token = models.CharField(max_length=64)
    secret = models.CharField(max_length=300, blank=True, default="")
    old_secret = models.CharField(max_length=300, blank=True, default="")
    old_secret_until = models.DateTimeField(null=True, blank=True)
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
    """One event for one webhook, under the name to which it subscribes; without an event it is a trial.

    Written in the transaction of the event. `due_at` is the time of the next attempt.
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
