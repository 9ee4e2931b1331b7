"""The body of a delivery: form-encoded with PHP's brackets and every value a text, as clients expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from comptoir.rest.models import Delivery
from comptoir.rest.outgoing.webhook_events import webhook_events


def body_of(delivery: Delivery) -> bytes:
    """Return the body to post; `auth` holds the keys that the reference sends to outgoing webhooks."""
    webhook, event = delivery.webhook, delivery.event
    declared = webhook_events.find(delivery.name)
    fields = declared.fields(event) if declared and event else {}
    told = {
        "event": delivery.name,
        "event_handler_id": webhook.pk,
        "data": {"FIELDS": fields},
        "ts": int(delivery.created_at.timestamp()),
        "auth": {
            "domain": urlsplit(settings.COMPTOIR_URL).netloc,
            "client_endpoint": f"{settings.COMPTOIR_URL}/rest/",
            "server_endpoint": f"{settings.COMPTOIR_URL}/rest/",
            "member_id": member_id(),
            "application_token": webhook.token,
        },
    }
    return urlencode(list(pairs(told))).encode()


def member_id() -> str:
    """Return an identity of this installation: 32 hexadecimal digits that reveal nothing."""
    return salted_hmac("comptoir.rest.member_id", settings.COMPTOIR_URL, algorithm="sha256").hexdigest()[:32]


def pairs(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield names with brackets and their values; None and empty lists are left out, as by PHP's http_build_query."""
    for key, inner in value.items():
        name = f"{prefix}[{key}]" if prefix else str(key)
        if isinstance(inner, Mapping):
            yield from pairs(inner, name)
        elif isinstance(inner, list | tuple):
            yield from pairs({str(place): each for place, each in enumerate(inner)}, name)
        elif isinstance(inner, bool):
            yield name, "1" if inner else "0"
        elif inner is not None:
            yield name, str(inner)
