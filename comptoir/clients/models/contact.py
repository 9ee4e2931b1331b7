"""A contact: a person, who may belong to several companies, one of them being the main one."""

from typing import ClassVar

from django.db import models

from comptoir.clients.models.address import Addressed
from comptoir.clients.models.company import Company
from comptoir.clients.models.person import Person
from comptoir.items.models import PrimaryLink, SourcedItem, alive_index, code_index


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
