"""Writes to outgoing webhooks: adding, deleting, trying, resuming one that has stopped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.kit.errors import Invalid
from comptoir.kit.text import Text, clean_line
from comptoir.rest.incoming.actions import LONGEST_TITLE, NO_EVENT, NO_TITLE, URL_TOO_LONG
from comptoir.rest.incoming.credentials import new_token
from comptoir.rest.models import Delivery, OutgoingWebhook
from comptoir.rest.outgoing.signing import OLD_SECRET_LASTS, new_secret, sealed
from comptoir.rest.outgoing.targets import CannotSend, check_address
from comptoir.rest.outgoing.webhook_events import TRIAL, webhook_events

LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class WithSecret:
    """A webhook with the secret that signs its deliveries, which is not shown again."""

    webhook: OutgoingWebhook
    secret: str


def add_outgoing(title: str, url: str, events: Iterable[str], *, actor: User, at: datetime) -> WithSecret:
    """Add a webhook of the actor for these events; it receives those that the actor may see.

    Errors: Forbidden without the right to change settings; Invalid, by field, for an empty title, an address to which
    nothing may be sent, no event or an unknown one.
    """
    require_settings(actor)
    name, address, chosen = clean_line(title)[:LONGEST_TITLE].strip(), url.strip(), sorted(set(events))
    problems: dict[str, Text] = {}
    if not name:
        problems["title"] = NO_TITLE
    if reason := _wrong_address(address):
        problems["url"] = reason
    if not chosen or any(event not in webhook_events for event in chosen):
        problems["events"] = NO_EVENT
    if problems:
        raise Invalid(fields=problems)
    secret = new_secret()
    webhook = OutgoingWebhook.objects.create(
        owner=actor,
        title=name,
        url=address,
        events=chosen,
        token=new_token(),
        secret=sealed(secret),
        created_at=at,
    )
    return WithSecret(webhook, secret)


def renew_secret(webhook: OutgoingWebhook, *, actor: User, at: datetime) -> WithSecret:
    """Make a new secret; the one before it signs too for a day, so that no delivery is refused meanwhile.

    Errors: Forbidden without the right to change settings.
    """
    require_settings(actor)
    secret = new_secret()
    with transaction.atomic():
        locked = OutgoingWebhook.objects.select_for_update().get(pk=webhook.pk)
        locked.old_secret, locked.old_secret_until = locked.secret, at + OLD_SECRET_LASTS
        locked.secret = sealed(secret)
        locked.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return WithSecret(locked, secret)


def _wrong_address(url: str) -> Text | None:
    if len(url) > LONGEST_URL:
        return URL_TOO_LONG
    try:
        check_address(url)
    except CannotSend as refusal:
        return refusal.message
    return None


def delete_outgoing(webhook: OutgoingWebhook, *, actor: User) -> None:
    """Delete the webhook and its waiting deliveries. Errors: Forbidden without the right to change settings."""
    require_settings(actor)
    webhook.delete()


def try_outgoing(webhook: OutgoingWebhook, *, actor: User, at: datetime) -> Delivery:
    """Queue a delivery without an event, to see whether it is accepted. Errors: Forbidden."""
    require_settings(actor)
    return Delivery.objects.create(webhook=webhook, name=TRIAL, created_at=at, due_at=at)


def resume_outgoing(webhook: OutgoingWebhook, *, actor: User, at: datetime) -> OutgoingWebhook:
    """Start sending to a stopped webhook again: what is waiting, and events from now on. Errors: Forbidden."""
    require_settings(actor)
    OutgoingWebhook.objects.filter(pk=webhook.pk).update(stopped_at=None, failures=0)
    webhook.refresh_from_db()
    return webhook
