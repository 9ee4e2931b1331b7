"""Outgoing webhooks: addresses of other programs that are told what happened."""
