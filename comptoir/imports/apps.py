"""Imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "comptoir.imports"
    label = "imports"

    def ready(self) -> None:
        from comptoir.imports import jobs, navigation, retention  # noqa: F401
