"""Every write to directories."""

from comptoir.directories.actions.add_value import add_value
from comptoir.directories.actions.apply_document import apply_document
from comptoir.directories.actions.delete_value import delete_value
from comptoir.directories.actions.save_directory import Saved, save_directory
from comptoir.directories.actions.undo_change_set import Undone, undo_change_set
from comptoir.directories.actions.update_value import update_value

__all__ = [
    "Saved",
    "Undone",
    "add_value",
    "apply_document",
    "delete_value",
    "save_directory",
    "undo_change_set",
    "update_value",
]
