"""Pipelines of deals and invoices."""

from django.apps import AppConfig


class PipelinesConfig(AppConfig):
    name = "comptoir.pipelines"
    label = "pipelines"

    def ready(self) -> None:
        from comptoir.directories.history.kinds import ChangeKind, change_kinds
        from comptoir.directories.webhook_events import add_event
        from comptoir.items.core.choices import sources
        from comptoir.pipelines import directories, events, importers, rest  # noqa: F401
        from comptoir.pipelines.history import describe_pipeline
        from comptoir.pipelines.queries import PipelineChoices
        from comptoir.pipelines.undo import undo_pipeline

        sources.pipelines = PipelineChoices()
        for event_type in (events.ADDED, events.CHANGED, events.DELETED):
            add_event(event_type)
        change_kinds.add(ChangeKind("crm.pipeline.", describe_pipeline, undo_pipeline))
