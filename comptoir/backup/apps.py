"""Backups: declared to Django, with what must be loaded at the start."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "comptoir.backup"
    label = "backup"

    def ready(self) -> None:
        from comptoir.backup import alert, jobs, navigation  # noqa: F401
