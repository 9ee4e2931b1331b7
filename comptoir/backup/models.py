"""The plan of the portal's backups, and how the last ones went. The backups themselves are files (`folder`)."""

from django.db import models


class BackupPlan(models.Model):
    """One row. Times are local ("HH:MM"); `passphrase` is encrypted with the portal's key.

    handled_until  the last time of the plan for which a backup was queued
    last_*         the last backup that was made and proved; `last_proof` is one of manifest.Proof
    error          why the last attempt failed, "" when it did not
    """

    ONLY = 1

    is_on = models.BooleanField(default=True)
    time = models.CharField(max_length=5, default="02:00")
    folder = models.CharField(max_length=500, blank=True, default="")
    keep_daily = models.PositiveSmallIntegerField(default=7)
    keep_weekly = models.PositiveSmallIntegerField(default=4)
    keep_monthly = models.PositiveSmallIntegerField(default=6)
    recipients = models.TextField(blank=True, default="")
    passphrase = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField()
    handled_until = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    last_name = models.CharField(max_length=200, blank=True, default="")
    last_size = models.BigIntegerField(default=0)
    last_proof = models.CharField(max_length=20, blank=True, default="")
    error = models.TextField(blank=True, default="")
    error_at = models.DateTimeField(null=True)
