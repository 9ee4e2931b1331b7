"""Sales: leads, deals, quotes and invoices."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "comptoir.sales"
    label = "sales"

    def ready(self) -> None:
        from comptoir.sales import forms, importers, items, jobs, metrics, navigation, panels, rest, tables  # noqa: F401
