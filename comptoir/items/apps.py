"""The items engine: types and fields, lists and cards, writes and their history."""

from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "comptoir.items"
    label = "items"

    def ready(self) -> None:
        from comptoir.events.registry import Subscriber, subscribers
        from comptoir.items import events  # noqa: F401
        from comptoir.items.rest import generic, history  # noqa: F401
        from comptoir.items.search import add_sources, index_events
        from comptoir.items.webhook_events import add_events

        subscribers.add(Subscriber("search", index_events))
        # The apps above are ready before this one: every item type is known by now.
        add_sources()
        add_events()
