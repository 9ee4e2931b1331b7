"""The catalogue: what is sold, and at which price."""

from typing import Any, ClassVar

from django.db import models

from comptoir.access.gate import allowed
from comptoir.access.models import User
from comptoir.items.models import AmountField, Item, ItemQuerySet


class ProductQuerySet(ItemQuerySet["Product"]):
    def visible_to(self, user: User, operation: str = "read") -> "ProductQuerySet":
        """Products belong to nobody: who may read any of them may read all."""
        return self.alive() if allowed(user, Product.type_code, operation) else self.none()


class Product(Item):
    type_code: ClassVar[str] = "product"

    title = models.CharField(max_length=255)
    description = models.TextField(blank=True, default="")
    code = models.CharField(max_length=100, blank=True, default="")
    series = models.CharField(max_length=255, blank=True, default="")
    price = AmountField(default=0)
    currency = models.CharField(max_length=3)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    tax_included = models.BooleanField(default=False)
    unit = models.CharField(max_length=30, blank=True, default="")
    is_active = models.BooleanField(default=True)
    sort = models.IntegerField(default=500)

    objects: ClassVar[Any] = ProductQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("title", "id"), name="product_by_title"),
            models.Index(fields=("originator_id", "origin_id"), name="product_by_origin"),
        )

    def __str__(self) -> str:
        return self.title
