"""A company: a client, a supplier, or one of our own."""

from typing import ClassVar

from django.db import models

from comptoir.clients.models.address import Addressed
from comptoir.items.models import AmountField, SourcedItem, alive_index, code_index


class Company(SourcedItem, Addressed):
    """`revenue` is a year's, in `currency`. `lead_id` is the lead it came from."""

    type_code: ClassVar[str] = "company"

    title = models.CharField(max_length=255)
    type = models.CharField(max_length=50, blank=True, default="")
    industry = models.CharField(max_length=50, blank=True, default="")
    employees = models.CharField(max_length=50, blank=True, default="")
    currency = models.CharField(max_length=3)
    revenue = AmountField(default=0)
    legal_address = models.TextField(blank=True, default="")
    registered_address = models.CharField(max_length=255, blank=True, default="")
    registered_address_2 = models.CharField(max_length=255, blank=True, default="")
    registered_address_city = models.CharField(max_length=128, blank=True, default="")
    registered_address_postal_code = models.CharField(max_length=16, blank=True, default="")
    registered_address_region = models.CharField(max_length=128, blank=True, default="")
    registered_address_province = models.CharField(max_length=128, blank=True, default="")
    registered_address_country = models.CharField(max_length=128, blank=True, default="")
    registered_address_country_code = models.CharField(max_length=100, blank=True, default="")
    registered_address_location_id = models.BigIntegerField(null=True, blank=True)
    banking_details = models.TextField(blank=True, default="")
    is_my_company = models.BooleanField(default=False)
    origin_version = models.CharField(max_length=255, blank=True, default="")
    lead_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = (
            alive_index("company_alive"),
            code_index("company_by_source", "source"),
            code_index("company_by_type", "type"),
            code_index("company_by_industry", "industry"),
            code_index("company_by_employees", "employees"),
            models.Index(fields=("title", "id"), name="company_by_title"),
            models.Index(fields=("responsible", "id"), name="company_by_responsible"),
            models.Index(fields=("originator_id", "origin_id"), name="company_by_origin"),
        )

    def __str__(self) -> str:
        return self.title
