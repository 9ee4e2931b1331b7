"""Writes of the REST interface."""

from comptoir.rest.actions.add_webhook import NewWebhook, add_webhook
from comptoir.rest.actions.revoke_webhook import revoke_webhook

__all__ = ["NewWebhook", "add_webhook", "revoke_webhook"]
