"""Reads for lists, cards and forms of items."""
