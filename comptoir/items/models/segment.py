"""A segment: a filter of a list saved under a name, private or shared."""

from django.conf import settings
from django.db import models

from comptoir.access.models import Department


class Segment(models.Model):
    """`query` is in the syntax of the list's address, so that one parser reads both.

    A segment shared with a department reaches the departments below it too; when the department is deleted, it is
    shared with nobody. Deleted segments are kept, so that a deletion can be undone.
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
