"""A pipeline. The default one of deals has the number 0, as integrations expect."""

from django.db import models


class Pipeline(models.Model):
    """An empty name is that of the default pipeline until it is renamed; it follows the viewer's language."""

    item_type = models.CharField(max_length=30)
    name = models.CharField(max_length=255, blank=True, default="")
    sort = models.IntegerField(default=500)
    is_default = models.BooleanField(default=False)
    originator_id = models.CharField(max_length=255, blank=True, default="")
    origin_id = models.CharField(max_length=255, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("sort", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("item_type",), condition=models.Q(is_default=True), name="one_default_pipeline_each"
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.pk)
