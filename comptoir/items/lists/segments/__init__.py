"""Segments: filters of a list kept under a name, for oneself or shared."""
