"""Currencies, and their rates in the account's currency by day."""

from django.db import models


class Currency(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    decimals = models.PositiveSmallIntegerField(default=2)
    sort = models.IntegerField(default=100)

    class Meta:
        ordering = ("sort", "code")

    def __str__(self) -> str:
        return self.code


class CurrencyRate(models.Model):
    """From `since` on, `nominal` units of the currency are worth `rate` of the account's currency."""

    currency = models.ForeignKey(Currency, on_delete=models.CASCADE, related_name="rates")
    since = models.DateField()
    rate = models.DecimalField(max_digits=18, decimal_places=4)
    nominal = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("currency", "-since")
        constraints = (models.UniqueConstraint(fields=("currency", "since"), name="one_rate_per_day"),)
