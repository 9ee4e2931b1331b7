"""Making an outgoing webhook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise

from comptoir.access.models import User
from comptoir.access.policies import require_settings
from comptoir.kit.errors import Invalid
from comptoir.kit.text import clean_line
from comptoir.rest.actions.add_webhook import LONGEST_TITLE
from comptoir.rest.credentials import new_token
from comptoir.rest.messages import NO_EVENT, NO_TITLE, URL_TOO_LONG
from comptoir.rest.models import OutgoingWebhook
from comptoir.rest.outgoing import webhook_events
from comptoir.rest.sending import CannotSend, check_address

LONGEST_URL = 2000


def add_outgoing(title: str, url: str, events: Iterable[str], *, actor: User, at: datetime) -> OutgoingWebhook:
    """Make a webhook of the actor that is told of these events, as far as he may know of them.

    Errors: Forbidden without the right to change settings; Invalid, by field, for an empty title, an address that
    nothing may be sent to, no event or an unknown one.
    """
    require_settings(actor)
    name, address, chosen = clean_line(title)[:LONGEST_TITLE].strip(), url.strip(), sorted(set(events))
    problems: dict[str, str | Promise] = {}
    if not name:
        problems["title"] = NO_TITLE
    if reason := _wrong_address(address):
        problems["url"] = reason
    if not chosen or any(event not in webhook_events for event in chosen):
        problems["events"] = NO_EVENT
    if problems:
        raise Invalid(fields=problems)
    return OutgoingWebhook.objects.create(
        owner=actor, title=name, url=address, events=chosen, token=new_token(), created_at=at
    )


def _wrong_address(url: str) -> str | Promise | None:
    if len(url) > LONGEST_URL:
        return URL_TOO_LONG
    try:
        check_address(url)
    except CannotSend as refusal:
        return refusal.message
    return None
