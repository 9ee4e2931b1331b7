"""Every write to directories."""

from comptoir.directories.actions.add_value import add_value

__all__ = ["add_value"]
