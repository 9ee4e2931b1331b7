"""A mapping somebody saved under a name, to be used with the next file of the same kind."""

from django.conf import settings
from django.db import models


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
