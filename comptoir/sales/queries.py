"""Reads of what hangs on leads, deals, quotes and invoices."""

from typing import Any

from comptoir.access.models import User
from comptoir.items.types import ItemType
from comptoir.sales.models import Invoice, Payment, ProductRow


def rows_of(item_type: ItemType, item: Any) -> list[ProductRow]:
    """Return the product rows of an item in their order."""
    return list(ProductRow.objects.filter(owner_type=item_type.type_id, owner_id=item.pk).select_related("product"))


def count_rows(_viewer: User, item_type: ItemType, item: Any) -> int:
    return ProductRow.objects.filter(owner_type=item_type.type_id, owner_id=item.pk).count()


def payments_of(invoice: Invoice) -> list[Payment]:
    return list(invoice.payments.all())
