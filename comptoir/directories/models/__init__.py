"""Directories: every list of stages, statuses and drop-down values."""

from comptoir.directories.models.value import DirectoryState, DirectoryValue, DirectoryVersion

__all__ = ["DirectoryState", "DirectoryValue", "DirectoryVersion"]
