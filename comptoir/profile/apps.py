"""The client profile: the tab of a contact or a company, its report period and its figures."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "comptoir.profile"
    label = "profile"

    def ready(self) -> None:
        from comptoir.profile import jobs, metrics, panels  # noqa: F401
