"""Django's entry for REST. Apps above are ready before this one, so it closes the registry of methods."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "comptoir.rest"
    label = "rest"

    def ready(self) -> None:
        from comptoir.access import events  # noqa: F401
        from comptoir.account import actions  # noqa: F401
        from comptoir.events.registry import Recorder, recorders
        from comptoir.jobs.registry import Lane, lanes
        from comptoir.rest import methods, navigation, retention  # noqa: F401
        from comptoir.rest.outgoing.delivery import note_deliveries
        from comptoir.rest.outgoing.lane import run_lane
        from comptoir.rest.outgoing.webhook_events import webhook_events
        from comptoir.rest.protocol.registry import METHODS

        METHODS.close()
        webhook_events.close()
        recorders.add(Recorder("webhooks", note_deliveries))
        lanes.add(Lane("outgoing webhooks", run_lane))
