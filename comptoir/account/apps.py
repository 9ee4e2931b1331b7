"""Account."""

from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "comptoir.account"
    label = "account"
