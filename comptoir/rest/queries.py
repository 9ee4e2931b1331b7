"""Reads of incoming webhooks."""

from __future__ import annotations

from comptoir.access.models import User
from comptoir.kit.errors import NotFound
from comptoir.rest.models import IncomingWebhook


def webhooks_for(user: User) -> list[IncomingWebhook]:
    """Return the webhooks that the user may see, those in force first, newest first."""
    return list(IncomingWebhook.objects.visible_to(user).for_list())


def webhook_for(user: User, pk: int) -> IncomingWebhook:
    """Return one webhook. Errors: NotFound when there is none, or not for this user."""
    webhook = IncomingWebhook.objects.visible_to(user).select_related("user").filter(pk=pk).first()
    if webhook is None:
        raise NotFound
    return webhook


def users_to_act_as(user: User) -> list[User]:
    """Return whom the user may make a webhook for: an administrator for every active user, others for themselves."""
    return list(User.objects.active()) if user.is_admin else [user]
