"""The catalogue of products."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "comptoir.catalog"
    label = "catalog"

    def ready(self) -> None:
        from comptoir.catalog import importers, items, pages  # noqa: F401
