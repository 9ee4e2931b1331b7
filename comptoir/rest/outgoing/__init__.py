"""Outgoing webhooks: addresses of other programs to which events are posted."""
