"""Django's entry for writing once."""

from collections.abc import Sequence

from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "comptoir.once"
    label = "once"

    def ready(self) -> None:
        from comptoir.events.models import Event
        from comptoir.events.registry import Recorder, recorders
        from comptoir.once import retention  # noqa: F401
        from comptoir.once.claims import mark_written

        def record(events: Sequence[Event]) -> None:
            mark_written(made=any(event.code.endswith(".added") for event in events))

        recorders.add(Recorder("one-time tokens", record))
