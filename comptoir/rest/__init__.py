"""Bitrix24-compatible REST: the protocol, its methods for people and the server, and incoming webhooks."""
