"""Incoming webhooks: secret addresses through which programs call."""
