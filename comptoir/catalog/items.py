"""The item type product, with its fields. Its REST methods come later; names are those of crm.product."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.permissions import Operation
from comptoir.catalog.models import Product
from comptoir.items.core import shared_fields as common
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.core.rules import ItemRules
from comptoir.items.core.shared_fields import MAIN

PRODUCT = item_types.add(
    ItemType(
        code="product",
        type_id=1000,
        short="",
        symbol="PRODUCT",
        model=Product,
        path="products",
        icon="package",
        label=_("Product"),
        plural=_("Products"),
        rules=ItemRules(),
        by_row=False,
        operations=tuple(Operation),
        default_columns=("title", "price", "currency", "is_active"),
        default_order=("title",),
        declared=(
            common.ID,
            Field("title", _("Name"), Kind.STRING, "NAME", "name", required=True, section=MAIN, searchable=True),
            Field("code", _("Article number"), Kind.STRING, "CODE", "code", section=MAIN, searchable=True),
            Field("series", _("Series"), Kind.STRING, "", "", section=MAIN, searchable=True),
            Field("price", _("Price"), Kind.AMOUNT, "PRICE", "price", section=MAIN),
            Field("currency", _("Currency"), Kind.CURRENCY, "CURRENCY_ID", "currencyId", section=MAIN),
            Field("tax_included", _("Tax included"), Kind.BOOLEAN, "VAT_INCLUDED", "vatIncluded", section=MAIN),
            Field("unit", _("Unit"), Kind.STRING, "", "", section=MAIN),
            Field("is_active", _("Active"), Kind.BOOLEAN, "ACTIVE", "active", section=MAIN, default=lambda: True),
            Field("description", _("Description"), Kind.TEXT, "DESCRIPTION", "description", section=common.EXTRA),
            *common.system(),
        ),
    )
)
