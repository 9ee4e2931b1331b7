"""Credentials of the REST interface."""

from comptoir.rest.models.webhook import IncomingWebhook

__all__ = ["IncomingWebhook"]
