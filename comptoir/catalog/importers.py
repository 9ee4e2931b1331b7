"""How products are imported."""

from comptoir.imports.item_importer import ItemImporter
from comptoir.imports.registry import NameSource, importers

importers.add(
    ItemImporter(
        "product",
        order=50,
        aliases={
            "title": ("Product", "Product name", "Produit", "Désignation", "Nom", "Товар", "Название"),
            "code": ("SKU", "Reference", "Référence", "Артикул"),
            "series": ("Série", "Family", "Gamme"),
            "price": ("Sales price", "Unit price", "List price", "Prix", "Prix unitaire", "Цена"),
            "currency": ("Devise", "Валюта"),
            "unit": ("Unité", "Единица"),
            "description": ("Comment", "Commentaire", "Описание"),
        },
        comment="description",
        names=NameSource(("title",), lambda name: {"title": name}),
    )
)
