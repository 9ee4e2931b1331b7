"""Events: what happened, for readers that act after commit."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "comptoir.events"
    label = "events"

    def ready(self) -> None:
        from comptoir.events.outbox import deliver
        from comptoir.jobs.worker import chores

        chores.append(deliver)
