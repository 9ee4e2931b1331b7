"""A lead: somebody who may become a client."""

from typing import ClassVar

from django.db import models

from comptoir.clients.models import Addressed, Company, Contact, Person
from comptoir.items.models import PricedItem, PrimaryLink, SourcedItem, StagedItem, alive_index, code_index


class Lead(StagedItem, SourcedItem, PricedItem, Person, Addressed):
    type_code: ClassVar[str] = "lead"

    title = models.CharField(max_length=255, blank=True, default="")
    company_title = models.CharField(max_length=255, blank=True, default="")
    stage_comment = models.TextField(blank=True, default="")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="main_leads")
    is_return_customer = models.BooleanField(default=False)

    class Meta:
        indexes = (
            alive_index("lead_alive"),
            code_index("lead_by_stage", "stage"),
            code_index("lead_by_source", "source"),
            code_index("lead_by_honorific", "honorific"),
            models.Index(fields=("created_at", "id"), name="lead_by_created"),
            models.Index(fields=("responsible", "id"), name="lead_by_responsible"),
            models.Index(fields=("originator_id", "origin_id"), name="lead_by_origin"),
        )

    def __str__(self) -> str:
        return self.title


class LeadContact(PrimaryLink):
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="lead_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("lead", "contact"), name="one_lead_contact_link"),)
