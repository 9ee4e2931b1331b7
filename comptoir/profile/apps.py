"""The client profile: the tab of a contact or a company, its report period and its figures."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "comptoir.profile"
    label = "profile"

    def ready(self) -> None:
        from comptoir.events.registry import Subscriber, subscribers
        from comptoir.profile import api, jobs, metrics, navigation, panels, rest  # noqa: F401
        from comptoir.profile.handlers import forget_the_unscored
        from comptoir.profile.sections.rhythm import metrics as rhythm_metrics  # noqa: F401
        from comptoir.profile.widgets.types import register_types

        register_types()
        subscribers.add(Subscriber("profile.standing", forget_the_unscored))
