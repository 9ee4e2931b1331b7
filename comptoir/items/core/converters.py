"""An item type in an address: `<item_type:item_type>` stands for deals, companies..."""

from django.urls import register_converter

from comptoir.items.core.item_types import ItemType, item_types


class ItemTypeConverter:
    regex = "[a-z]+"

    def to_python(self, value: str) -> ItemType:
        for item_type in item_types:
            if item_type.path == value:
                return item_type
        raise ValueError(value)

    def to_url(self, item_type: ItemType) -> str:
        return item_type.path


register_converter(ItemTypeConverter, "item_type")
