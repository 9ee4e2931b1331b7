"""People and rights: users, departments, roles, and the gate that every read passes."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "comptoir.access"
    label = "access"

    def ready(self) -> None:
        from comptoir.access import events, navigation, retention  # noqa: F401
        from comptoir.access.me import actions  # noqa: F401
        from comptoir.access.sessions import recording  # noqa: F401
