"""Directories: every list of stages, statuses and drop-down values."""
