"""Profile."""

from django.apps import AppConfig


class ProfileConfig(AppConfig):
    name = "comptoir.profile"
    label = "profile"
