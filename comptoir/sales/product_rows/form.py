"""Product rows as their editor shows and sends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import get_language

from comptoir.catalog.models import Product
from comptoir.items.core.values import plain
from comptoir.sales.models import ProductRow

NAMES = (
    "product",
    "was_product",
    "name",
    "quantity",
    "price",
    "tax_rate",
    "tax_included",
    "unit",
    "discount_type",
    "discount_rate",
    "discount_sum",
)


@dataclass
class RowForm:
    """One row of the editor: texts as they were typed, and what the server makes of them."""

    values: dict[str, str]
    product_title: str = ""
    total: Decimal | None = None


def forms_of(rows: Sequence[ProductRow]) -> list[RowForm]:
    """Return the saved rows for the editor."""
    return [RowForm(_values(row), row.product.title if row.product else "", row.total) for row in rows]


def read_forms(given: QueryDict) -> list[RowForm]:
    """Return the rows that the editor sent, blank ones left out, with one more when asked for."""
    columns = {name: given.getlist(name) for name in NAMES}
    removed = given.get("remove", "")
    forms = [
        RowForm({name: _at(values, place) for name, values in columns.items()})
        for place in range(len(columns["name"]))
        if str(place) != removed
    ]
    return [*forms, empty_form()] if "add" in given else forms


def empty_form() -> RowForm:
    return RowForm(dict.fromkeys(NAMES, "") | {"quantity": "1"})


def fill_from_catalogue(forms: Sequence[RowForm], currency: str) -> None:
    """Write name, price, tax and unit of a product that has just been chosen into its row; one query."""
    ids = {int(form.values["product"]) for form in forms if form.values["product"].isdigit()}
    products = {str(product.pk): product for product in Product.objects.alive().filter(pk__in=ids)}
    for form in forms:
        product = products.get(form.values["product"])
        if product is None:
            continue
        form.product_title = product.title
        if form.values["product"] != form.values["was_product"]:
            form.values |= _from_product(product, currency)


def is_blank(form: RowForm) -> bool:
    return not (form.values["product"] or form.values["name"].strip() or form.values["price"].strip())


def _from_product(product: Product, currency: str) -> dict[str, str]:
    return {
        "was_product": str(product.pk),
        "name": product.title,
        "price": number_text(product.price) if product.currency == currency else "",
        "tax_rate": number_text(product.tax_rate),
        "tax_included": "yes" if product.tax_included else "no",
        "unit": product.unit,
    }


def _values(row: ProductRow) -> dict[str, str]:
    return {
        "product": str(row.product_id or ""),
        "was_product": str(row.product_id or ""),
        "name": row.name,
        "quantity": number_text(row.quantity),
        "price": number_text(row.price),
        "tax_rate": number_text(row.tax_rate),
        "tax_included": "yes" if row.tax_included else "no",
        "unit": row.unit,
        "discount_type": str(row.discount_type),
        "discount_rate": number_text(row.discount_rate),
        "discount_sum": number_text(row.discount_sum),
    }


def number_text(value: object) -> str:
    """Return a number for an input, with the viewer's decimal sign."""
    if value is None:
        return ""
    text = str(plain(value))
    return text.replace(".", ",") if (get_language() or "").startswith("fr") else text


def _at(values: Sequence[str], place: int) -> str:
    return values[place] if place < len(values) else ""
