"""Every write to directories."""

from comptoir.directories.actions.add_value import add_value
from comptoir.directories.actions.delete_value import delete_value
from comptoir.directories.actions.update_value import update_value

__all__ = ["add_value", "delete_value", "update_value"]
