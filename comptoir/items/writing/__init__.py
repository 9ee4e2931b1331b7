"""Every write to items: pages, REST, imports and jobs call these functions and no others."""

from comptoir.items.writing.add import add_item, add_items
from comptoir.items.writing.delete import delete_items, restore_items
from comptoir.items.writing.undo import undo_change
from comptoir.items.writing.update import update_item, update_items

__all__ = [
    "add_item",
    "add_items",
    "delete_items",
    "restore_items",
    "undo_change",
    "update_item",
    "update_items",
]
