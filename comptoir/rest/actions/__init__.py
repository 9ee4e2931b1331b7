"""Writes of the REST interface."""

from comptoir.rest.actions.add_outgoing import add_outgoing
from comptoir.rest.actions.add_webhook import NewWebhook, add_webhook
from comptoir.rest.actions.change_outgoing import delete_outgoing, resume_outgoing, try_outgoing
from comptoir.rest.actions.revoke_webhook import revoke_webhook

__all__ = [
    "NewWebhook",
    "add_outgoing",
    "add_webhook",
    "delete_outgoing",
    "resume_outgoing",
    "revoke_webhook",
    "try_outgoing",
]
