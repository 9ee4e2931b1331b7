"""Bitrix24-compatible REST: the protocol, methods about users and the server, incoming and outgoing webhooks."""
