"""Authentication: the user of a webhook's address, and the scopes that it opens."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from comptoir.access.models import User
from comptoir.rest.models import IncomingWebhook
from comptoir.rest.protocol.call import Auth
from comptoir.rest.protocol.errors import inactive_user, invalid_credentials

USE_IS_NOTED_EVERY = timedelta(minutes=1)
TOKEN_BYTES = 24
LONGEST_TOKEN = 128


@dataclass(frozen=True, slots=True)
class Caller:
    user: User
    auth: Auth


def new_token() -> str:
    """Return 32 random characters that need no escaping in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def webhook_url(user_id: int, token: str) -> str:
    """Return the address of the webhook; method names follow its last slash."""
    return f"{settings.COMPTOIR_URL}/rest/{user_id}/{token}/"


def authenticate_webhook(user_id: str, token: str, at: datetime) -> Caller:
    """Return the caller with this user id and token.

    Errors: INVALID_CREDENTIALS for an unknown, revoked or foreign pair, authorization_error for an inactive user.
    """
    wanted = digest(token[: LONGEST_TOKEN + 1])
    webhook = IncomingWebhook.objects.filter(token_hash=wanted, revoked_at=None).select_related("user").first()
    if (
        webhook is None
        # In constant time: the database has compared already, but this must not depend on how it does.
        or not hmac.compare_digest(webhook.token_hash, wanted)
        or not hmac.compare_digest(str(webhook.user_id).encode(), user_id.encode())
    ):
        raise invalid_credentials()
    if not webhook.user.is_active:
        raise inactive_user()
    _note_use(webhook, at)
    auth = Auth(webhook.pk, frozenset(webhook.scopes), f"{settings.COMPTOIR_URL}/rest/")
    return Caller(webhook.user, auth)


def user_of_token(token: str, scope: str, at: datetime) -> User | None:
    """Return the active user whose webhook has this token and opens the scope; None for any other."""
    webhooks = IncomingWebhook.objects.filter(token_hash=digest(token[: LONGEST_TOKEN + 1]), revoked_at=None)
    webhook = webhooks.select_related("user").first()
    if webhook is None or not webhook.user.is_active or scope not in webhook.scopes:
        return None
    _note_use(webhook, at)
    return webhook.user


def _note_use(webhook: IncomingWebhook, at: datetime) -> None:
    """Store the time of the last use, at most once a minute: not every read of a busy client should write."""
    if webhook.last_used_at is not None and webhook.last_used_at > at - USE_IS_NOTED_EVERY:
        return
    # Of two calls at the same moment the later one wins, whichever commits first.
    older = Q(last_used_at=None) | Q(last_used_at__lt=at)
    IncomingWebhook.objects.filter(older, pk=webhook.pk).update(last_used_at=at)
