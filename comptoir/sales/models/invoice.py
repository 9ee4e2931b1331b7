"""An invoice and the payments it received."""

from typing import ClassVar

from django.db import models

from comptoir.clients.models import Company, Contact
from comptoir.items.models import (
    AmountField,
    OptionalAmountField,
    PricedItem,
    PrimaryLink,
    SourcedItem,
    StagedItem,
    alive_index,
    code_index,
)
from comptoir.pipelines.models import Pipeline
from comptoir.sales.models.deal import Deal
from comptoir.sales.models.quote import Quote


class Invoice(StagedItem, SourcedItem, PricedItem):
    """Ruling R6: issued on `begin_date`, due on `close_date`, gross is `amount`, VAT is `tax`."""

    type_code: ClassVar[str] = "invoice"

    title = models.CharField(max_length=255, blank=True, default="")
    number = models.CharField(max_length=100, blank=True, default="")
    xml_id = models.CharField(max_length=255, blank=True, default="")
    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="invoices")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="main_invoices")
    my_company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deal = models.ForeignKey(Deal, on_delete=models.SET_NULL, null=True, blank=True, related_name="invoices")
    quote = models.ForeignKey(Quote, on_delete=models.SET_NULL, null=True, blank=True, related_name="invoices")
    begin_date = models.DateField(null=True, blank=True)
    close_date = models.DateField(null=True, blank=True)
    location_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = (
            alive_index("invoice_alive"),
            models.Index(fields=("company", "begin_date"), name="invoice_by_company"),
            models.Index(fields=("contact", "begin_date"), name="invoice_by_contact"),
            code_index("invoice_by_stage", "pipeline", "stage"),
            code_index("invoice_by_source", "source"),
            models.Index(fields=("created_at", "id"), name="invoice_by_created"),
            models.Index(fields=("originator_id", "origin_id"), name="invoice_by_origin"),
        )

    def __str__(self) -> str:
        return self.title


class InvoiceContact(PrimaryLink):
    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="invoice_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("invoice", "contact"), name="one_invoice_contact_link"),)


class Payment(models.Model):
    """Money received for an invoice on one day; `is_booked`: booked automatically on reaching the paid stage."""

    invoice = models.ForeignKey(Invoice, on_delete=models.CASCADE, related_name="payments")
    amount = AmountField()
    currency = models.CharField(max_length=3)
    account_amount = OptionalAmountField(null=True)
    day = models.DateField()
    is_booked = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "id")
