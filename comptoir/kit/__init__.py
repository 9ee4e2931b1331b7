"""Shared vocabulary without models or settings: money, period, errors, text, registry."""
