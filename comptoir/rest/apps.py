"""REST: its own methods are declared, then the registry is closed. Apps above are ready before this one."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "comptoir.rest"
    label = "rest"

    def ready(self) -> None:
        from comptoir.events.outbox import taps
        from comptoir.jobs.worker import chores
        from comptoir.rest import methods, navigation  # noqa: F401
        from comptoir.rest.actions.deliver import note_deliveries
        from comptoir.rest.jobs import queue_due_deliveries
        from comptoir.rest.outgoing import webhook_events
        from comptoir.rest.registry import METHODS

        METHODS.close()
        webhook_events.close()
        taps.append(note_deliveries)
        chores.append(queue_due_deliveries)
