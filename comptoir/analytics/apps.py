"""Analytics."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "comptoir.analytics"
    label = "analytics"
