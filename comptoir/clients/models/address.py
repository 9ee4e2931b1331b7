"""The postal address that contacts, companies and leads carry as plain text."""

from django.db import models


class Addressed(models.Model):
    address = models.CharField(max_length=255, blank=True, default="")
    address_2 = models.CharField(max_length=255, blank=True, default="")
    address_city = models.CharField(max_length=128, blank=True, default="")
    address_postal_code = models.CharField(max_length=16, blank=True, default="")
    address_region = models.CharField(max_length=128, blank=True, default="")
    address_province = models.CharField(max_length=128, blank=True, default="")
    address_country = models.CharField(max_length=128, blank=True, default="")
    address_country_code = models.CharField(max_length=100, blank=True, default="")
    address_location_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        abstract = True
