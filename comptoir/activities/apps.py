"""Activities: contact with clients, and work about them."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "comptoir.activities"
    label = "activities"

    def ready(self) -> None:
        from comptoir.activities import directories, importers, items, metrics, pages  # noqa: F401
        from comptoir.activities.choices import Direction, KindName, Outcome
        from comptoir.activities.deletion import follow_deletions
        from comptoir.events.registry import Subscriber, subscribers
        from comptoir.items.core.choices import sources

        sources.enumerations.update(ACTIVITY_KIND=KindName, ACTIVITY_DIRECTION=Direction, ACTIVITY_OUTCOME=Outcome)
        subscribers.add(Subscriber("activities", follow_deletions))
