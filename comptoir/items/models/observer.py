"""A user who follows an item without being responsible for it."""

from django.conf import settings
from django.db import models


class Observer(models.Model):
    item_type = models.PositiveSmallIntegerField()
    item_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item_type", "item_id", "user"), name="one_observer_each"),)
