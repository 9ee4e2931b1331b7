"""Sales: leads, deals, quotes and invoices."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "comptoir.sales"
    label = "sales"

    def ready(self) -> None:
        from comptoir.sales import account_amounts, directories, importers, items, pages, rest  # noqa: F401
        from comptoir.sales.metrics import deals, invoices, payments  # noqa: F401
