"""Clients: contacts (people) and companies, and which people belong to which companies."""

from typing import ClassVar

from django.db import models

from comptoir.items.models import AmountField, PrimaryLink, SourcedItem, alive_index, code_index


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


class Person(models.Model):
    honorific = models.CharField(max_length=50, blank=True, default="")
    name = models.CharField(max_length=100, blank=True, default="")
    second_name = models.CharField(max_length=100, blank=True, default="")
    last_name = models.CharField(max_length=100, blank=True, default="")
    birth_date = models.DateField(null=True, blank=True)
    position = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.name, self.last_name) if part)


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


class Contact(SourcedItem, Person, Addressed):
    """`company` is the main one of `company_links`. `lead_id` is the lead it came from.

    exclude_from_scoring  nothing is computed that rates the person: no segment, no forecast, no health score
    """

    type_code: ClassVar[str] = "contact"

    type = models.CharField(max_length=50, blank=True, default="")
    may_export = models.BooleanField(default=True)
    exclude_from_scoring = models.BooleanField(default=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="main_contacts")
    origin_version = models.CharField(max_length=255, blank=True, default="")
    lead_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = (
            alive_index("contact_alive"),
            code_index("contact_by_source", "source"),
            code_index("contact_by_type", "type"),
            code_index("contact_by_honorific", "honorific"),
            models.Index(fields=("last_name", "id"), name="contact_by_last_name"),
            models.Index(fields=("responsible", "id"), name="contact_by_responsible"),
            models.Index(fields=("originator_id", "origin_id"), name="contact_by_origin"),
        )

    def __str__(self) -> str:
        return self.full_name or f"#{self.pk}"


class ContactCompany(PrimaryLink):
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="company_links")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="contact_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("contact", "company"), name="one_contact_company_link"),)
