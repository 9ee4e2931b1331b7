"""A product row of a lead, deal, quote or invoice."""

from decimal import Decimal

from django.db import models

from comptoir.catalog.models import Product
from comptoir.items.models import AmountField


class ProductRow(models.Model):
    """`price` is the final unit price, with discount and tax; `total` is the line's, rounded as ruling R8 says.

    `owner_type` is the item type's number. `product` is empty for a free text row.
    """

    class Discount(models.IntegerChoices):
        AMOUNT = 1
        PERCENT = 2

    # No foreign key: rows belong to four types, so nothing cascades.
    owner_type = models.PositiveSmallIntegerField()
    owner_id = models.BigIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="rows")
    name = models.CharField(max_length=255)
    price = AmountField(default=0)
    quantity = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(1))
    discount_type = models.PositiveSmallIntegerField(choices=Discount.choices, default=Discount.PERCENT)
    discount_rate = models.DecimalField(max_digits=10, decimal_places=4, default=Decimal(0))
    discount_sum = AmountField(default=0)
    tax_rate = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    tax_included = models.BooleanField(default=False)
    total = AmountField(default=0)
    tax = AmountField(default=0)
    unit = models.CharField(max_length=30, blank=True, default="")
    sort = models.IntegerField(default=10)

    class Meta:
        ordering = ("sort", "id")
        indexes = (models.Index(fields=("owner_type", "owner_id"), name="product_row_of_item"),)

    def __str__(self) -> str:
        return self.name
