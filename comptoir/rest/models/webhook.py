"""An incoming webhook: a secret address through which a program calls REST as one user, within given scopes."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F

from comptoir.access.models import User


class IncomingWebhookQuerySet(models.QuerySet["IncomingWebhook"]):
    def in_force(self) -> Self:
        return self.filter(revoked_at=None)

    def visible_to(self, user: User) -> Self:
        """Administrators see every webhook, others those that act as themselves."""
        if not user.is_active:
            return self.none()
        return self if user.is_admin else self.filter(user=user)

    def for_list(self) -> Self:
        in_force_first = F("revoked_at").desc(nulls_first=True)
        return self.select_related("user", "created_by").order_by(in_force_first, "-created_at", "-id")


class IncomingWebhook(models.Model):
    """Only the SHA-256 of the token is kept: it is long and random, so a slow hash would add nothing."""

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
