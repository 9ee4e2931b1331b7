"""Webhooks: the credentials of programs that call, and the addresses of programs that are told."""

from comptoir.rest.models.outgoing import Delivery, OutgoingWebhook
from comptoir.rest.models.webhook import IncomingWebhook

__all__ = ["Delivery", "IncomingWebhook", "OutgoingWebhook"]
