"""Activities: contact with clients, and work about them."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "comptoir.activities"
    label = "activities"

    def ready(self) -> None:
        from comptoir.activities import importers, items, metrics  # noqa: F401
        from comptoir.activities.choices import ActivityKind, Direction, Outcome
        from comptoir.items.choices import sources

        sources.enumerations.update(ACTIVITY_KIND=ActivityKind, ACTIVITY_DIRECTION=Direction, ACTIVITY_OUTCOME=Outcome)
