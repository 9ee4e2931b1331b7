"""Django's entry for the account."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "comptoir.account"
    label = "account"

    def ready(self) -> None:
        from comptoir.account import actions, navigation  # noqa: F401
