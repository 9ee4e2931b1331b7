"""What similar clients reached in a period, kept for a day: for medians and percentiles, never shown one by one."""

from django.db import models


class PeerMeasure(models.Model):
    """`figures` is {metric code: the clients' values in rising order, as texts}; a long list is thinned out.

    basis, value   what the clients have in common: a field and its code, or a band of what was won
    period         the first and the last day, or "ALL"
    clients        how many they are, the one looked at included
    """

    client_type = models.CharField(max_length=30)
    basis = models.CharField(max_length=20)
    value = models.CharField(max_length=50)
    period = models.CharField(max_length=30)
    with_contacts = models.BooleanField()
    clients = models.PositiveIntegerField()
    figures = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("client_type", "basis", "value", "period", "with_contacts"), name="one_peer_measure_each"
            ),
        )
