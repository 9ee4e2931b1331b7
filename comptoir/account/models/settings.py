"""The single row of account settings: time zone, language, currency, what counts as contact, working hours."""

from zoneinfo import ZoneInfo

from django.db import models


def counted_kinds() -> list[str]:
    return ["call", "email", "meeting", "chat", "webform", "sms"]


def working_days() -> list[int]:
    return [1, 2, 3, 4, 5]


class AccountSettings(models.Model):
    """Working days are 1 (Monday) to 7; working hours are local times "HH:MM", with "24:00" for the end of the day.

    standing  how clients are scored, {part: choices}; the profile interprets it, {} is as shipped
    """

    time_zone = models.CharField(max_length=50, default="Europe/Paris")
    language = models.CharField(max_length=5, default="fr")
    currency = models.CharField(max_length=3, default="EUR")
    country = models.CharField(max_length=2, default="FR")
    contact_kinds = models.JSONField(default=counted_kinds)
    work_days = models.JSONField(default=working_days)
    work_start = models.CharField(max_length=5, default="09:00")
    work_end = models.CharField(max_length=5, default="18:00")
    standing = models.JSONField(default=dict, blank=True)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)
