"""What the daily fit of the standing models leaves: one row of parameters per kind of client, one row per client."""

from django.db import models

from comptoir.items.models import OptionalAmountField


class StandingFit(models.Model):
    """The models fitted over all clients of a kind, visible or not (ruling R10).

    parameters  of BG/NBD and Gamma-Gamma, by the letters of their papers; {} when refused
    cut_offs    {"recency" | "frequency" | "monetary": four rising values between the fifths}; {} with too few clients
    refusal     why nothing could be fitted: "few_repeating", "not_converged", or ""
    version     of the calculation
    """

    client_type = models.CharField(max_length=30, unique=True)
    parameters = models.JSONField(default=dict)
    cut_offs = models.JSONField(default=dict)
    clients = models.PositiveIntegerField()
    repeating = models.PositiveIntegerField()
    log_likelihood = models.FloatField(null=True)
    correlation = models.FloatField(null=True)
    refusal = models.CharField(max_length=30, blank=True, default="")
    version = models.PositiveSmallIntegerField(default=1)
    computed_at = models.DateTimeField()


class ClientStanding(models.Model):
    """One client with at least one won deal, as the last fit saw it. Contacts left out of scoring have no row.

    frequency, recency, age, monetary  what the models are fed: purchases after the first, weeks, mean value
    recency_score and the like         from 1 to 5; None without a deal won in the months counted
    """

    client_type = models.CharField(max_length=30)
    client_id = models.BigIntegerField()
    frequency = models.PositiveIntegerField()
    recency = models.FloatField()
    age = models.FloatField()
    monetary = OptionalAmountField(null=True)
    recency_score = models.PositiveSmallIntegerField(null=True)
    frequency_score = models.PositiveSmallIntegerField(null=True)
    monetary_score = models.PositiveSmallIntegerField(null=True)
    segment = models.CharField(max_length=20, blank=True, default="")
    p_alive = models.FloatField(null=True)
    expected_purchases = models.FloatField(null=True)
    fewest_purchases = models.PositiveIntegerField(null=True)
    most_purchases = models.PositiveIntegerField(null=True)
    expected_value = OptionalAmountField(null=True)
    lowest_value = OptionalAmountField(null=True)
    highest_value = OptionalAmountField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client_type", "client_id"), name="one_standing_each"),)
        indexes = (models.Index(fields=("client_type", "segment"), name="standing_by_segment"),)
