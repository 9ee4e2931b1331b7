"""REST: its own methods are declared, then the registry is closed. Apps above are ready before this one."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "comptoir.rest"
    label = "rest"

    def ready(self) -> None:
        from comptoir.rest import methods, navigation  # noqa: F401
        from comptoir.rest.registry import METHODS

        METHODS.close()
