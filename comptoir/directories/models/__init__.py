"""Directories: every list of stages, statuses and drop-down values."""

from comptoir.directories.models.value import DirectoryState, DirectoryValue, DirectoryVersion, UndoneChangeSet

__all__ = ["DirectoryState", "DirectoryValue", "DirectoryVersion", "UndoneChangeSet"]
