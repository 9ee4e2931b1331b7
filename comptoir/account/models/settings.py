"""The one row of account settings: time zone, language, currency, and what counts as contact with a client."""

from zoneinfo import ZoneInfo

from django.db import models


def counted_kinds() -> list[str]:
    return ["call", "email", "meeting", "chat", "webform", "sms"]


class AccountSettings(models.Model):
    time_zone = models.CharField(max_length=50, default="Europe/Paris")
    language = models.CharField(max_length=5, default="fr")
    currency = models.CharField(max_length=3, default="EUR")
    country = models.CharField(max_length=2, default="FR")
    contact_kinds = models.JSONField(default=counted_kinds)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
