"""Every write to items: the web page, REST, the importer and jobs call these and nothing else."""

from comptoir.items.actions.add_items import add_item, add_items
from comptoir.items.actions.add_segment import add_segment
from comptoir.items.actions.change_segment import change_segment, change_segment_filter, rewrite_segment
from comptoir.items.actions.delete_items import delete_items
from comptoir.items.actions.delete_segment import delete_segment, restore_segment
from comptoir.items.actions.restore_items import restore_items
from comptoir.items.actions.save_list_view import save_list_view
from comptoir.items.actions.undo_change import undo_change
from comptoir.items.actions.update_item import update_item
from comptoir.items.actions.update_items import update_items

__all__ = [
    "add_item",
    "add_items",
    "add_segment",
    "change_segment",
    "change_segment_filter",
    "delete_items",
    "delete_segment",
    "restore_items",
    "restore_segment",
    "rewrite_segment",
    "save_list_view",
    "undo_change",
    "update_item",
    "update_items",
]
