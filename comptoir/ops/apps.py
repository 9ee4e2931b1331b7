"""The command line and what a self-hoster needs: demo, bench, serve, worker."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "comptoir.ops"
    label = "ops"

    def ready(self) -> None:
        from comptoir.ops import importers  # noqa: F401
