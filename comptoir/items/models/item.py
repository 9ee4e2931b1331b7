"""The abstract items: what each record has, and what staged, sourced and priced ones add."""

from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from comptoir.access.gate import visible
from comptoir.access.models import User
from comptoir.items.models.amount import AmountField, OptionalAmountField

M = TypeVar("M", bound="Item")


class ItemQuerySet(models.QuerySet[M]):
    def alive(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def visible_to(self, user: User, operation: str = "read") -> Self:
        """Return the rows that the user may reach with this operation; deleted ones are out of everybody's reach."""
        return self.alive().filter(visible(user, self.model.type_code, operation))


def user_key() -> models.ForeignKey[User | None, User | None]:
    """Return a reference to a user that does not add a name to the user's side."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def alive_index(name: str) -> models.Index:
    """Return the index from which totals and far pages of a list are read: the ids of what is not deleted."""
    return models.Index(fields=("id",), condition=models.Q(deleted_at__isnull=True), name=name)


def code_index(name: str, *fields: str) -> models.Index:
    """Return the index from which the uses of a list's values are counted, and the items of one value read in order."""
    return models.Index(fields=(*fields, "id", "deleted_at"), name=name)


class Item(models.Model):
    """`type_code` is the code of the item type whose rows these are."""

    type_code: ClassVar[str]

    responsible = user_key()
    opened = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    created_by = user_key()
    updated_at = models.DateTimeField()
    updated_by = user_key()
    last_activity_at = models.DateTimeField()
    last_activity_by = user_key()
    comments = models.TextField(blank=True, default="")
    originator_id = models.CharField(max_length=255, blank=True, default="")
    origin_id = models.CharField(max_length=255, blank=True, default="")
    utm_source = models.CharField(max_length=255, blank=True, default="")
    utm_medium = models.CharField(max_length=255, blank=True, default="")
    utm_campaign = models.CharField(max_length=255, blank=True, default="")
    utm_content = models.CharField(max_length=255, blank=True, default="")
    utm_term = models.CharField(max_length=255, blank=True, default="")
    webform_id = models.BigIntegerField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = user_key()

    objects: ClassVar[Any] = ItemQuerySet.as_manager()

    class Meta:
        abstract = True


class SourcedItem(Item):
    source = models.CharField(max_length=50, blank=True, default="")
    source_description = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class StagedItem(Item):
    """`semantics` follows the stage: P in progress, S success, F failure. `closed_at` is set in final stages only."""

    stage = models.CharField(max_length=50)
    previous_stage = models.CharField(max_length=50, blank=True, default="")
    semantics = models.CharField(max_length=1, default="P")
    moved_at = models.DateTimeField()
    moved_by = user_key()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        return self.semantics != "P"


class PricedItem(Item):
    """`account_amount` is the amount in the account's currency at `rate` of `rate_day`; None when no rate is known."""

    amount = AmountField(default=0)
    currency = models.CharField(max_length=3)
    manual_amount = models.BooleanField(default=False)
    tax = AmountField(default=0)
    account_amount = OptionalAmountField(null=True, blank=True)
    rate = models.DecimalField(max_digits=24, decimal_places=10, null=True, blank=True)
    rate_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
