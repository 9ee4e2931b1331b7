"""A segment: a list's filter with a name, kept by one person and shared with others or not."""

from django.conf import settings
from django.db import models

from comptoir.access.models import Department


class Segment(models.Model):
    """`query` is written as in the address of the list, so that one reading serves both.

    Shared with a department it reaches the departments below it too; a department that is dissolved shares with nobody.
    A deleted segment stays, so that the deletion can be taken back.
    """

    class Sharing(models.TextChoices):
        NOBODY = "nobody"
        DEPARTMENT = "department"
        EVERYONE = "everyone"

    item_type = models.CharField(max_length=30)
    name = models.CharField(max_length=100)
    query = models.TextField(blank=True, default="")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sharing = models.CharField(max_length=10, choices=Sharing.choices, default=Sharing.NOBODY)
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("item_type", "id"), condition=models.Q(deleted_at__isnull=True), name="segment_alive"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(sharing__in=("nobody", "department", "everyone")), name="known_sharing"
            ),
        )

    def __str__(self) -> str:
        return self.name
