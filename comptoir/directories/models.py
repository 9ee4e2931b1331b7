"""A value of a directory. Items hold its code, never its number and never its name."""

import uuid

from django.db import models
from django.db.models.functions import Lower


class DirectoryValue(models.Model):
    """`default_key` names a shipped value; until it is renamed, its name follows the viewer's language.

    `leaving_to` is the code that takes over while a job replaces this value: it is no longer offered.
    """

    directory = models.CharField(max_length=50)
    code = models.CharField(max_length=50)
    default_key = models.CharField(max_length=80, blank=True, default="")
    name = models.CharField(max_length=100, blank=True, default="")
    names = models.JSONField(default=dict, blank=True)
    sort = models.IntegerField(default=10)
    is_system = models.BooleanField(default=False)
    semantics = models.CharField(max_length=1, blank=True, default="")
    colour = models.CharField(max_length=7, blank=True, default="")
    is_hidden = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    pipeline_id = models.BigIntegerField(default=0)
    leaving_to = models.CharField(max_length=50, blank=True, default="")

    class Meta:
        ordering = ("directory", "sort", "id")
        constraints = (
            models.UniqueConstraint(fields=("directory", "code"), name="one_value_per_code"),
            models.UniqueConstraint("directory", Lower("code"), name="one_value_per_code_without_case"),
            models.CheckConstraint(condition=models.Q(semantics__in=("", "S", "F")), name="known_semantics"),
        )

    def __str__(self) -> str:
        return self.name or self.code


class DirectoryVersion(models.Model):
    """How often a directory was saved. A save sends the number that its page showed (optimistic locking)."""

    directory = models.CharField(max_length=50, primary_key=True)
    number = models.PositiveIntegerField(default=0)


class UndoneChangeSet(models.Model):
    """A change set that another one took back; an undo that is undone itself takes the row away again."""

    batch = models.UUIDField(primary_key=True)
    by = models.UUIDField(db_index=True)


class DirectoryState(models.Model):
    """One row whose `version` is new after every change, so that processes know when their memory is stale."""

    version = models.UUIDField(default=uuid.uuid4)


class SeededDirectory(models.Model):
    """A declared list that this portal has got its shipped values of: it is not filled again when it is empty."""

    directory = models.CharField(max_length=50, primary_key=True)
