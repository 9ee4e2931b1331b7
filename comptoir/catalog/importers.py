"""How products are imported."""

from comptoir.imports.item_importer import ItemImporter
from comptoir.imports.mapping.targets import NameSource
from comptoir.imports.running.importers import importers

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
        names=NameSource("product", ("title",), lambda name: {"title": name}),
    )
)
