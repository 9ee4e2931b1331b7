"""Writes to incoming webhooks: adding and revoking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.kit.errors import Forbidden, Invalid
from comptoir.kit.text import clean_line
from comptoir.rest.incoming.credentials import digest, new_token, webhook_url
from comptoir.rest.models import IncomingWebhook
from comptoir.rest.scopes import SCOPES

LONGEST_TITLE = 150
NO_TITLE = _("Say what this webhook is for.")
NO_SCOPE = _("Choose at least one scope.")
NO_EVENT = _("Choose at least one event.")
URL_TOO_LONG = _("This address is too long.")
USER_INACTIVE = _("Choose an active user.")


@dataclass(frozen=True, slots=True)
class NewWebhook:
    """A new webhook with its address; the token in it is not stored and cannot be shown again."""

    webhook: IncomingWebhook
    url: str


def add_webhook(user: User, title: str, scopes: Iterable[str], *, actor: User, at: datetime) -> NewWebhook:
    """Add a webhook with which a program acts as `user`.

    Errors: Forbidden when the actor is neither that user nor an administrator; Invalid, by field, for an inactive
    user, an empty title, no scope or an unknown one.
    """
    if not actor.is_active or (actor.pk != user.pk and not actor.is_admin):
        raise Forbidden
    name = clean_line(title)[:LONGEST_TITLE].strip()
    chosen = sorted(set(scopes))
    problems = {}
    if not user.is_active:
        problems["user"] = USER_INACTIVE
    if not name:
        problems["title"] = NO_TITLE
    if not chosen or not set(chosen) <= set(SCOPES):
        problems["scopes"] = NO_SCOPE
    if problems:
        raise Invalid(fields=problems)
    token = new_token()
    webhook = IncomingWebhook.objects.create(
        user=user, title=name, token_hash=digest(token), scopes=chosen, created_at=at, created_by=actor
    )
    return NewWebhook(webhook, webhook_url(user.pk, token))


def revoke_webhook(webhook: IncomingWebhook, *, actor: User, at: datetime) -> IncomingWebhook:
    """Revoke the webhook; one that is revoked already keeps the moment of its first revocation.

    Errors: Forbidden when the actor is neither its user nor an administrator.
    """
    if not actor.is_active or (actor.pk != webhook.user_id and not actor.is_admin):
        raise Forbidden
    IncomingWebhook.objects.filter(pk=webhook.pk, revoked_at=None).update(revoked_at=at)
    webhook.refresh_from_db()
    return webhook
