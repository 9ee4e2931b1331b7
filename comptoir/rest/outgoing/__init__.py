"""Outgoing webhooks: addresses of other programs that we call when something happens."""
