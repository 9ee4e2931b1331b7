"""Product rows: parsing given ones, their arithmetic, replacing all rows of an item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.catalog.models import Product
from comptoir.items.core import values
from comptoir.items.core.item_types import WriteContext
from comptoir.items.errors import UNKNOWN_RECORD, InvalidItem
from comptoir.kit.errors import NotAValue
from comptoir.kit.memo import once
from comptoir.kit.text import clean_line
from comptoir.sales.models import ProductRow

MOST_ROWS = 500
HUNDRED = Decimal(100)
TOO_MANY_ROWS = _("The product rows must be a list of at most %(most)s rows.") % {"most": MOST_ROWS}


@dataclass(frozen=True, slots=True)
class Totals:
    amount: Decimal
    tax: Decimal


def parse_rows(given: object, currency: str, context: WriteContext) -> list[ProductRow]:
    """Return unsaved rows from {"product", "name", "price", "quantity", "discount_*", "tax_*", "unit"} mappings.

    `price` is the final unit price, discount and tax included. Errors: InvalidItem for the field "product_rows".
    """
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > MOST_ROWS:
        raise InvalidItem({"product_rows": TOO_MANY_ROWS})
    try:
        rows = [_row(entry, place, currency, context) for place, entry in enumerate(given)]
    except NotAValue as error:
        raise InvalidItem({"product_rows": error.reason}) from error
    _check_products(rows)
    return rows


def totals_of(rows: Sequence[ProductRow]) -> Totals:
    return Totals(sum((row.total for row in rows), Decimal(0)), sum((row.tax for row in rows), Decimal(0)))


def replace_rows(owner_type: int, rows_by_owner: Mapping[int, list[ProductRow]]) -> None:
    """Make these the rows of their owners, instead of those they had."""
    ProductRow.objects.filter(owner_type=owner_type, owner_id__in=list(rows_by_owner)).delete()
    for owner_id, rows in rows_by_owner.items():
        for row in rows:
            row.owner_type, row.owner_id = owner_type, owner_id
    ProductRow.objects.bulk_create([row for rows in rows_by_owner.values() for row in rows], batch_size=500)


def _row(entry: object, place: int, currency: str, context: WriteContext) -> ProductRow:
    if not isinstance(entry, Mapping):
        raise NotAValue(values.NOT_LIST)
    price, quantity = values.to_amount(entry.get("price")), _quantity(entry.get("quantity"))
    tax_rate = None if entry.get("tax_rate") in (None, "") else _percent(entry["tax_rate"])
    # Rounded line by line, half-up to the currency's decimals (ruling R8): the sum of the printed lines is the total.
    total = context.rates.round(price * quantity, currency)
    tax = context.rates.round(total - total / (1 + tax_rate / HUNDRED), currency) if tax_rate else Decimal(0)
    return ProductRow(
        product_id=values.to_integer(entry.get("product")) or None,
        name=clean_line(values.to_text(entry.get("name")))[:255],
        price=price,
        quantity=quantity,
        discount_type=values.to_integer(entry.get("discount_type")) or ProductRow.Discount.PERCENT,
        discount_rate=_percent(entry.get("discount_rate")),
        discount_sum=values.to_amount(entry.get("discount_sum")),
        tax_rate=tax_rate,
        tax_included=values.to_boolean(entry.get("tax_included")),
        total=total,
        tax=tax,
        unit=clean_line(values.to_text(entry.get("unit")))[:30],
        sort=(place + 1) * 10,
    )


def _quantity(raw: object) -> Decimal:
    return Decimal(1) if raw in (None, "") else values.to_amount(raw)


def _percent(raw: object) -> Decimal:
    rate = values.to_amount(raw)
    if not -HUNDRED < rate < 1000:
        raise NotAValue(_("A rate must be a percentage between -100 and 1000."))
    return rate


def _check_products(rows: Sequence[ProductRow]) -> None:
    wanted = {row.product_id for row in rows if row.product_id}
    names = _product_names(wanted)
    if not wanted <= names.keys():
        raise InvalidItem({"product_rows": UNKNOWN_RECORD})
    for row in rows:
        row.name = row.name or names.get(row.product_id or 0, "")


def _product_names(wanted: set[int]) -> dict[int, str]:
    """Return the names of products; each is read once per batch, as the rows of an import name the same few."""
    known: dict[int, str] = once("sales.product_names", dict)
    if missing := wanted - known.keys():
        known.update(Product.objects.alive().filter(pk__in=missing).values_list("pk", "title"))
    return known
