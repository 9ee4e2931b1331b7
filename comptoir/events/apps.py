"""Events: what happened, for subscribers that act after commit."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "comptoir.events"
    label = "events"

    def ready(self) -> None:
        from comptoir.events.outbox import deliver
        from comptoir.jobs.registry import Chore, chores

        chores.add(Chore("deliver events", deliver))
