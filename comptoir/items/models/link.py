"""An item's links to others of one type (a deal's contacts, a contact's companies): exactly one of them is primary."""

from django.db import models


class PrimaryLink(models.Model):
    is_primary = models.BooleanField(default=False)
    sort = models.IntegerField(default=10)

    class Meta:
        abstract = True
