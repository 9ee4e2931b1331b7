"""Every write to items: the web page, REST, the importer and jobs call these and nothing else."""

from comptoir.items.writing.add_items import add_item, add_items
from comptoir.items.writing.delete_items import delete_items
from comptoir.items.writing.restore_items import restore_items
from comptoir.items.writing.undo_change import undo_change
from comptoir.items.writing.update_item import update_item
from comptoir.items.writing.update_items import update_items

__all__ = [
    "add_item",
    "add_items",
    "delete_items",
    "restore_items",
    "undo_change",
    "update_item",
    "update_items",
]
