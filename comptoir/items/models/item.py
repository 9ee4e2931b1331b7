"""The abstract models of items: columns of every record, and those that staged, sourced and priced ones add."""

from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from comptoir.access.gate import visible
from comptoir.access.models import User
from comptoir.items.models.amount import AmountField, OptionalAmountField
from comptoir.kit.semantics import Semantics

M = TypeVar("M", bound="Item")


class ItemQuerySet(models.QuerySet[M]):
    def alive(self) -> Self:
        return self.filter(deleted_at__isnull=True)

    def visible_to(self, user: User, operation: str = "read") -> Self:
        """Return the rows to which the user may do this (the gate); never deleted ones."""
        return self.alive().filter(visible(user, self.model.type_code, operation))


def user_key() -> models.ForeignKey[User | None, User | None]:
    """Return a reference to a user without a reverse accessor."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


def alive_index(name: str) -> models.Index:
    """Return a partial index on the ids of rows that are not deleted, for counts and pages of lists sorted by id.

    It serves queries that say `deleted_at IS NULL` literally, as `alive` does: a partial index is used only if the
    query implies its condition.
    """
    return models.Index(fields=("id",), condition=models.Q(deleted_at__isnull=True), name=name)


def code_index(name: str, *fields: str) -> models.Index:
    """Return an index for counting the uses of directory values, and for items of one value in the order of ids.

    `deleted_at` comes last, so that both alive and deleted items are counted from the index alone.
    """
    return models.Index(fields=(*fields, "id", "deleted_at"), name=name)


class Item(models.Model):
    """A row of an item type; `type_code` is the code of the type."""

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
    """`semantics` follows the stage: P in progress, S success, F failure. `closed_at` is set in final stages only.

    `semantics` is stored although the directory knows it: figures filter by it without joining.
    """

    stage = models.CharField(max_length=50)
    previous_stage = models.CharField(max_length=50, blank=True, default="")
    semantics = models.CharField(max_length=1, default=Semantics.IN_PROGRESS.value)
    moved_at = models.DateTimeField()
    moved_by = user_key()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        return self.semantics != Semantics.IN_PROGRESS


class PricedItem(Item):
    """`account_amount` is the amount in the account's currency at the `rate` of `rate_day`; None without a rate.

    It is stored, so that the database can sum and sort amounts of different currencies (ruling R8).
    """

    amount = AmountField(default=0)
    currency = models.CharField(max_length=3)
    manual_amount = models.BooleanField(default=False)
    tax = AmountField(default=0)
    account_amount = OptionalAmountField(null=True, blank=True)
    rate = models.DecimalField(max_digits=24, decimal_places=10, null=True, blank=True)
    rate_day = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
