"""Reads of webhooks."""

from __future__ import annotations

from comptoir.access.models import User
from comptoir.access.policies import may_change_settings
from comptoir.kit.errors import NotFound
from comptoir.rest.models import Delivery, IncomingWebhook, OutgoingWebhook


def webhooks_for(user: User) -> list[IncomingWebhook]:
    """Return the webhooks that the user may see, those in force first, newest first."""
    return list(IncomingWebhook.objects.visible_to(user).for_list())


def webhook_for(user: User, pk: int) -> IncomingWebhook:
    """Return one webhook. Errors: NotFound when there is none, or not for this user."""
    webhook = IncomingWebhook.objects.visible_to(user).select_related("user").filter(pk=pk).first()
    if webhook is None:
        raise NotFound
    return webhook


def outgoing_for(user: User) -> list[OutgoingWebhook]:
    """Return the outgoing webhooks; none for a user who may not change settings."""
    rows = OutgoingWebhook.objects.select_related("owner").order_by("-created_at", "-pk")
    return list(rows) if may_change_settings(user) else []


def outgoing_or_404(user: User, pk: int) -> OutgoingWebhook:
    """Errors: NotFound when there is none, or not for this user."""
    found: OutgoingWebhook | None = OutgoingWebhook.objects.select_related("owner").filter(pk=pk).first()
    if found is None or not may_change_settings(user):
        raise NotFound
    return found


def last_deliveries(webhook: OutgoingWebhook, most: int = 20) -> list[Delivery]:
    """Return what was sent, or is to be sent, newest first."""
    return list(webhook.deliveries.order_by("-pk")[:most])


def users_to_act_as(user: User) -> list[User]:
    """Return whom the user may make a webhook for: an administrator for every active user, others for themselves."""
    return list(User.objects.active()) if user.is_admin else [user]
