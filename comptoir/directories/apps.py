"""Directories: stages, statuses and drop-down lists, and where their values are shown and changed."""

from django.apps import AppConfig


class DirectoriesConfig(AppConfig):
    name = "comptoir.directories"
    label = "directories"

    def ready(self) -> None:
        from comptoir.directories import importers, jobs, navigation, rest, segments, webhooks  # noqa: F401
        from comptoir.directories.queries import DirectoryChoices
        from comptoir.items.core.choices import sources

        sources.choices = DirectoryChoices()
