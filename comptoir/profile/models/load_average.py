"""The load of all clients of a kind together, per pipeline and over all (no pipeline): what a client is measured by."""

from decimal import Decimal

from django.db import models

FEWEST_CLIENTS = 5


class LoadAverage(models.Model):
    """`heaviest` is the largest number of counted activities that a single deal has."""

    client_type = models.CharField(max_length=30)
    pipeline_id = models.BigIntegerField(null=True, blank=True)
    clients = models.PositiveIntegerField()
    deals = models.PositiveIntegerField()
    pairs = models.PositiveIntegerField()
    heaviest = models.PositiveIntegerField()
    computed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("client_type", "pipeline_id"), name="one_load_average_each"),
            models.UniqueConstraint(
                fields=("client_type",), condition=models.Q(pipeline_id__isnull=True), name="one_load_average_over_all"
            ),
        )

    @property
    def average(self) -> Decimal | None:
        """Return the mean load; None below five clients, so that no average tells of one of them (ruling R10)."""
        if self.clients < FEWEST_CLIENTS or not self.deals:
            return None
        return Decimal(self.pairs) / self.deals
