"""The catalogue of products."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "comptoir.catalog"
    label = "catalog"

    def ready(self) -> None:
        from comptoir.catalog import forms, importers, items, navigation  # noqa: F401
