"""A deal: a possible sale on its way through a pipeline."""

from typing import Any, ClassVar, Self

from django.db import models

from comptoir.clients.models import Company, Contact
from comptoir.items.models import (
    ItemQuerySet,
    PricedItem,
    PrimaryLink,
    SourcedItem,
    StagedItem,
    alive_index,
    code_index,
)
from comptoir.kit.semantics import Semantics
from comptoir.pipelines.models import Pipeline


class DealQuerySet(ItemQuerySet["Deal"]):
    def real(self) -> Self:
        """Leave out the templates of recurring deals."""
        return self.filter(is_recurring=False)

    def won(self) -> Self:
        return self.filter(semantics=Semantics.SUCCESS)

    def lost(self) -> Self:
        return self.filter(semantics=Semantics.FAILURE)

    def in_progress(self) -> Self:
        return self.filter(semantics=Semantics.IN_PROGRESS)


class Deal(StagedItem, SourcedItem, PricedItem):
    """`begin_date` starts its life, else the day it was created; an open deal's `close_date` is a plan."""

    type_code: ClassVar[str] = "deal"

    title = models.CharField(max_length=255, blank=True, default="")
    type = models.CharField(max_length=50, blank=True, default="")
    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="deals")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="deals")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="main_deals")
    begin_date = models.DateField(null=True, blank=True)
    close_date = models.DateField(null=True, blank=True)
    probability = models.PositiveSmallIntegerField(null=True, blank=True)
    is_recurring = models.BooleanField(default=False)
    is_return_customer = models.BooleanField(default=False)
    is_repeated_approach = models.BooleanField(default=False)
    additional_info = models.TextField(blank=True, default="")
    location_id = models.BigIntegerField(null=True, blank=True)
    lead = models.ForeignKey("Lead", on_delete=models.SET_NULL, null=True, blank=True, related_name="deals")
    quote = models.ForeignKey("Quote", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    event_date = models.DateTimeField(null=True, blank=True)
    event_type = models.CharField(max_length=50, blank=True, default="")
    event_description = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = DealQuerySet.as_manager()

    class Meta:
        indexes = (
            alive_index("deal_alive"),
            # Figures of a company: deals in progress, won or lost in a period.
            models.Index(fields=("company", "semantics", "closed_at"), name="deal_by_company"),
            code_index("deal_by_stage", "pipeline", "stage"),
            code_index("deal_by_source", "source"),
            code_index("deal_by_type", "type"),
            code_index("deal_by_event_type", "event_type"),
            # Keyset pages of lists sorted by amount and by date; the id breaks ties, so it is part of the index.
            models.Index(fields=("account_amount", "id"), name="deal_by_amount"),
            models.Index(fields=("created_at", "id"), name="deal_by_created"),
            models.Index(fields=("responsible", "id"), name="deal_by_responsible"),
            # Imports and REST look up external ids.
            models.Index(fields=("originator_id", "origin_id"), name="deal_by_origin"),
        )

    def __str__(self) -> str:
        return self.title


class DealContact(PrimaryLink):
    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="deal_links")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("deal", "contact"), name="one_deal_contact_link"),)
        indexes = (models.Index(fields=("contact", "deal"), name="deal_contact_by_contact"),)
