"""Signatures: how a receiver knows that a delivery comes from this portal, was not changed, and is not an old one.

`X-Comptoir-Signature: t=1748851200,v1=…` holds the time of sending and the HMAC-SHA256 of "time.body", in hexadecimal.
After the secret was changed, deliveries are signed with both for a day: `v1` then stands twice.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings

from comptoir.kit.sealing import cipher
from comptoir.rest.models import Delivery, OutgoingWebhook

DELIVERY_HEADER = "X-Comptoir-Delivery"
SIGNATURE_HEADER = "X-Comptoir-Signature"
OLD_SECRET_LASTS = timedelta(days=1)
PREFIX = "whsec_"
PURPOSE = "secrets of outgoing webhooks"


def new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def sealed(secret: str) -> str:
    """Return the secret as it is stored: it has to be read back, so a hash would not do."""
    return cipher(settings.SECRET_KEY, PURPOSE).encrypt(secret.encode()).decode()


def headers_of(delivery: Delivery, body: bytes, at: datetime) -> dict[str, str]:
    """Return the id of the delivery, the same at every attempt, and its signature, unless there is no secret yet."""
    headers = {DELIVERY_HEADER: str(delivery.pk)}
    if known := _secrets_of(delivery.webhook, at):
        headers[SIGNATURE_HEADER] = signature(known, body, at)
    return headers


def signature(known: list[str], body: bytes, at: datetime) -> str:
    time = str(int(at.timestamp()))
    signed = [hmac.new(secret.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest() for secret in known]
    return ",".join([f"t={time}", *(f"v1={each}" for each in signed)])


def _secrets_of(webhook: OutgoingWebhook, at: datetime) -> list[str]:
    """Return the secrets in force, the newest first; one of another secret key cannot be read any more."""
    stored = [webhook.secret]
    if webhook.old_secret_until is not None and webhook.old_secret_until > at:
        stored.append(webhook.old_secret)
    readable = cipher(settings.SECRET_KEY, PURPOSE)
    found = []
    for each in filter(None, stored):
        try:
            found.append(readable.decrypt(each.encode()).decode())
        except InvalidToken:
            continue
    return found
