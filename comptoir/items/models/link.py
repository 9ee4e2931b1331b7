"""Links of an item to several items of one type (contacts of a deal), exactly one of which is primary."""

from django.db import models


class PrimaryLink(models.Model):
    is_primary = models.BooleanField(default=False)
    sort = models.IntegerField(default=10)

    class Meta:
        abstract = True
