"""The load that the account aims at, where somebody set it by hand; without a row the average is the target."""

from django.db import models


class LoadTarget(models.Model):
    """One per kind of client and pipeline; no pipeline is the one over all."""

    client_type = models.CharField(max_length=30)
    pipeline_id = models.BigIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("client_type", "pipeline_id"), name="one_load_target_each"),
            models.UniqueConstraint(
                fields=("client_type",), condition=models.Q(pipeline_id__isnull=True), name="one_load_target_over_all"
            ),
        )
