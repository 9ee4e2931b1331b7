"""Django's entry for the home page."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "comptoir.home"
    label = "home"
