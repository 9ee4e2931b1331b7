"""Revoking an incoming webhook: its address stops working at once, for good."""

from __future__ import annotations

from datetime import datetime

from comptoir.access.models import User
from comptoir.kit.errors import Forbidden
from comptoir.rest.models import IncomingWebhook


def revoke_webhook(webhook: IncomingWebhook, *, actor: User, at: datetime) -> IncomingWebhook:
    """Revoke the webhook; one that is revoked already keeps its first moment.

    Errors: Forbidden when the actor is neither its user nor an administrator.
    """
    if not actor.is_active or (actor.pk != webhook.user_id and not actor.is_admin):
        raise Forbidden
    IncomingWebhook.objects.filter(pk=webhook.pk, revoked_at=None).update(revoked_at=at)
    webhook.refresh_from_db()
    return webhook
