"""Clients: contacts and companies."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "comptoir.clients"
    label = "clients"

    def ready(self) -> None:
        from comptoir.clients import directories, importers, items, pages, rest  # noqa: F401
