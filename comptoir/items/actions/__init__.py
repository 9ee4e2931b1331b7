"""Every write to items: the web page, REST, the importer and jobs call these and nothing else."""

from comptoir.items.actions.add_items import add_item, add_items
from comptoir.items.actions.delete_items import delete_items
from comptoir.items.actions.restore_items import restore_items
from comptoir.items.actions.update_item import update_item

__all__ = ["add_item", "add_items", "delete_items", "restore_items", "update_item"]
