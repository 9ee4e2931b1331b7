"""Incoming webhooks: secret addresses that programs call."""
