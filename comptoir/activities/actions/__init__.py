"""Writes to activities beside those that every item has."""
