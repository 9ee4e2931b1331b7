"""Our own JSON interface: who calls, answers and refusals, the description."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "comptoir.api"
    label = "api"
