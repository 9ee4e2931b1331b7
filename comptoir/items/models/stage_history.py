"""Stage history: a row for each stage that an item has entered, with the stage's code and meaning of that time."""

from django.conf import settings
from django.db import models


class StageChange(models.Model):
    # The numbers of TYPE_ID in crm.stagehistory.list; 4 is not among them.
    class Type(models.IntegerChoices):
        CREATED = 1
        MOVED = 2
        CLOSED = 3
        PIPELINE = 5

    item_type = models.PositiveSmallIntegerField()
    item_id = models.BigIntegerField()
    type = models.PositiveSmallIntegerField(choices=Type.choices)
    pipeline_id = models.BigIntegerField(null=True)
    stage = models.CharField(max_length=50)
    semantics = models.CharField(max_length=1)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("item_type", "item_id", "id"), name="stage_change_of_item"),)
