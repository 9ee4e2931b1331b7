"""The search index: a row per item with its searchable text, folded (no accents, no case)."""

from django.db import models


class SearchEntry(models.Model):
    item_type = models.PositiveSmallIntegerField()
    item_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item_type", "item_id"), name="one_search_entry_each"),)
