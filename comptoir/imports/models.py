"""Imports: their runs, what was wrong with rows, and saved mappings."""

from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: User) -> Self:
        """Return one's own runs; an administrator sees all."""
        return self if user.is_admin else self.filter(created_by=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=(ImportRun.State.WAITING, ImportRun.State.RUNNING))


class ImportRun(models.Model):
    """`position` counts the rows of the file that are dealt with: it is committed with them, so that work resumes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    item_type = models.CharField(max_length=30)
    name = models.CharField(max_length=255)
    file = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    options = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    job_id = models.BigIntegerField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("created_by", "-id"), name="import_run_of_user"),)

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Return where the uploaded file is kept; it is deleted when the run is done."""
        return settings.COMPTOIR_HOME / "imports" / self.file

    @property
    def percent(self) -> int:
        return min(100, 100 * self.position // self.total) if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)


class ImportProblem(models.Model):
    """`column` is the heading, empty when the row as a whole is meant."""

    run = models.ForeignKey("imports.ImportRun", on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=255, blank=True)
    reason = models.CharField(max_length=500)
    value = models.CharField(max_length=255, blank=True)
    refused = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class ImportMapping(models.Model):
    name = models.CharField(max_length=100)
    item_type = models.CharField(max_length=30)
    plan = models.JSONField(default=dict)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("owner", "item_type", "name"), name="one_import_mapping_per_name"),
        )

    def __str__(self) -> str:
        return self.name
