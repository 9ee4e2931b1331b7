"""The records behind a figure, and how it came about."""
