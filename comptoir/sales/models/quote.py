"""A quote: an offer with a price and a day until which it holds."""

from typing import ClassVar

from django.db import models

from comptoir.clients.models import Company, Contact
from comptoir.items.models import PricedItem, PrimaryLink, StagedItem, alive_index, code_index
from comptoir.sales.models.deal import Deal
from comptoir.sales.models.lead import Lead


class Quote(StagedItem, PricedItem):
    """`client_*` is the client as it stood on the paper; `valid_until` is the last day of the offer."""

    type_code: ClassVar[str] = "quote"

    title = models.CharField(max_length=255)
    number = models.CharField(max_length=100, blank=True, default="")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="main_quotes")
    my_company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(Lead, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    deal = models.ForeignKey(Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes")
    begin_date = models.DateField(null=True, blank=True)
    close_date = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    content = models.TextField(blank=True, default="")
    terms = models.TextField(blank=True, default="")
    client_title = models.CharField(max_length=255, blank=True, default="")
    client_address = models.CharField(max_length=255, blank=True, default="")
    client_contact = models.CharField(max_length=255, blank=True, default="")
    client_email = models.CharField(max_length=255, blank=True, default="")
    client_phone = models.CharField(max_length=255, blank=True, default="")
    client_tax_id = models.CharField(max_length=255, blank=True, default="")
    client_tax_reason = models.CharField(max_length=255, blank=True, default="")
    person_type_id = models.BigIntegerField(null=True, blank=True)
    location_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = (
            alive_index("quote_alive"),
            code_index("quote_by_stage", "stage"),
            models.Index(fields=("company", "id"), name="quote_by_company"),
            models.Index(fields=("created_at", "id"), name="quote_by_created"),
        )

    def __str__(self) -> str:
        return self.title


class QuoteContact(PrimaryLink):
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="quote_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("quote", "contact"), name="one_quote_contact_link"),)
