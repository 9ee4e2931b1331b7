"""Activities: calls, e-mails, meetings, chats, forms, messages, tasks; what they are bound to and with whom."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from comptoir.access.gate import reach
from comptoir.access.models import User
from comptoir.access.permissions import Level
from comptoir.activities.choices import ActivityKind, Direction, KindName, Outcome
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.models import Item, ItemQuerySet


class ActivityQuerySet(ItemQuerySet["Activity"]):
    def visible_to(self, user: User, operation: str = "read") -> Self:
        """An activity is within reach when any item it is bound to is (ruling R10); the test runs row by row."""
        owners = [entry for entry in item_types.all() if entry.by_row and entry.code != Activity.type_code]
        operation = "read" if operation == "read" else "update"
        if all(reach(user).level(entry.code, operation) >= Level.ALL for entry in owners):
            return self.alive()
        condition = Q()
        for entry in owners:
            if reach(user).level(entry.code, operation) > Level.NONE:
                condition |= Q(Exists(_bound_to(entry, user, operation)))
        return self.alive().filter(condition) if condition else self.none()

    def completed(self) -> Self:
        return self.filter(completed=True)

    def planned(self) -> Self:
        return self.filter(completed=False)

    def bound_to(self, item_type: ItemType, item_id: int) -> Self:
        return self.filter(bindings__item_type=item_type.type_id, bindings__item_id=item_id)

    def by_due(self) -> Self:
        """Give each row the moment it is due, `due`, and sort by it."""
        return self.annotate(due=Coalesce("deadline", "start_at", "happened_at")).order_by("due", "id")


def _bound_to(entry: ItemType, user: User, operation: str) -> "models.QuerySet[ActivityBinding]":
    items = entry.visible_to(user, operation).filter(pk=OuterRef("item_id"))
    return ActivityBinding.objects.filter(Exists(items), activity=OuterRef("pk"), item_type=entry.type_id)


class Activity(Item):
    """`happened_at` is when the contact took place: given, else start, completion, deadline, creation (ruling R2)."""

    type_code: ClassVar[str] = "activity"

    kind = models.CharField(max_length=20, choices=ActivityKind.choices)
    title = models.CharField(max_length=255, blank=True, default="")
    direction = models.CharField(max_length=3, choices=Direction.choices, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.REACHED)
    completed = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True, blank=True)
    happened_at = models.DateTimeField()
    happened_by_hand = models.BooleanField(default=False)
    start_at = models.DateTimeField(null=True, blank=True)
    end_at = models.DateTimeField(null=True, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    description = models.TextField(blank=True, default="")
    description_type = models.PositiveSmallIntegerField(default=1)
    priority = models.PositiveSmallIntegerField(default=2)
    place = models.CharField(max_length=255, blank=True, default="")
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="answered_by")
    provider_id = models.CharField(max_length=100, blank=True, default="")
    provider_type_id = models.CharField(max_length=100, blank=True, default="")
    settings = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = ActivityQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("happened_at", "id"), name="activity_by_moment"),
            models.Index(fields=("responsible", "completed", "deadline"), name="activity_to_do"),
            models.Index(fields=("originator_id", "origin_id"), name="activity_by_origin"),
        )

    def __str__(self) -> str:
        return self.title or str(KindName(self.kind).label)


class ActivityBinding(models.Model):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="bindings")
    item_type = models.PositiveSmallIntegerField()
    item_id = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item_type", "item_id", "activity"), name="one_binding_per_item"),
        )


class Communication(models.Model):
    """An address that the activity went through, and the item it belongs to."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="communications")
    type = models.CharField(max_length=20, blank=True, default="")
    value = models.CharField(max_length=255, blank=True, default="")
    item_type = models.PositiveSmallIntegerField(default=0)
    item_id = models.BigIntegerField(default=0)
