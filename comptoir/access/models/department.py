"""A department: a node of the tree in which people work; its head leads it."""

from django.conf import settings
from django.db import models


class Department(models.Model):
    name = models.CharField(max_length=255)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="headed_departments"
    )
    sort = models.IntegerField(default=500)

    class Meta:
        ordering = ("sort", "id")

    def __str__(self) -> str:
        return self.name
