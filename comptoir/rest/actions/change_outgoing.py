"""Deleting an outgoing webhook, trying it, and letting one that stopped go on."""

from __future__ import annotations

from datetime import datetime

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing import TRIAL


def delete_outgoing(webhook: OutgoingWebhook, *, actor: User) -> None:
    """Delete it with what it has not been told yet. Errors: Forbidden without the right to change settings."""
    require_settings(actor)
    webhook.delete()


def try_outgoing(webhook: OutgoingWebhook, *, actor: User, at: datetime) -> Delivery:
    """Send it an event without content, so that its result can be seen. Errors: Forbidden."""
    require_settings(actor)
    return Delivery.objects.create(webhook=webhook, name=TRIAL, created_at=at, due_at=at)


def resume_outgoing(webhook: OutgoingWebhook, *, actor: User, at: datetime) -> OutgoingWebhook:
    """Tell a stopped one of what happens from now on. Errors: Forbidden."""
    require_settings(actor)
    OutgoingWebhook.objects.filter(pk=webhook.pk).update(stopped_at=None, failures=0)
    webhook.refresh_from_db()
    return webhook
