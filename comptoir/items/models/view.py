"""The columns and the order that a user has chosen for the list of a type."""

from django.conf import settings
from django.db import models


class ListView(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    item_type = models.CharField(max_length=30)
    columns = models.JSONField(default=list)
    order = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "item_type"), name="one_list_view_each"),)
