"""Directories: stages, statuses and drop-down lists, and where their values are shown and changed."""

from django.apps import AppConfig


class DirectoriesConfig(AppConfig):
    name = "comptoir.directories"
    label = "directories"

    def ready(self) -> None:
        from comptoir.directories import importers, rest, webhook_events  # noqa: F401
        from comptoir.directories.page import navigation  # noqa: F401
        from comptoir.directories.values import segment_use  # noqa: F401
        from comptoir.directories.values.reading import DirectoryChoices
        from comptoir.directories.writing import replacement  # noqa: F401
        from comptoir.items.core.choices import sources

        sources.choices = DirectoryChoices()
