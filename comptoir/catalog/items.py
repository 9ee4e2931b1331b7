"""The item type product, with its fields. Its REST methods come later; names are those of crm.product."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.permissions import Operation
from comptoir.catalog.models import Product
from comptoir.items import shared_fields as common
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemRules, ItemType, item_types
from comptoir.items.kinds.money import CURRENCY, MONEY
from comptoir.items.kinds.text import LONG_TEXT, TEXT
from comptoir.items.kinds.yesno import YES_NO
from comptoir.items.shared_fields import MAIN

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
            Field("title", _("Name"), TEXT, "NAME", "name", required=True, section=MAIN, searchable=True),
            Field("code", _("Article number"), TEXT, "CODE", "code", section=MAIN, searchable=True),
            Field("series", _("Series"), TEXT, "", "", section=MAIN, searchable=True),
            Field("price", _("Price"), MONEY, "PRICE", "price", section=MAIN),
            Field("currency", _("Currency"), CURRENCY, "CURRENCY_ID", "currencyId", section=MAIN),
            Field("tax_included", _("Tax included"), YES_NO, "VAT_INCLUDED", "vatIncluded", section=MAIN),
            Field("unit", _("Unit"), TEXT, "", "", section=MAIN),
            Field("is_active", _("Active"), YES_NO, "ACTIVE", "active", section=MAIN, default=lambda: True),
            Field("description", _("Description"), LONG_TEXT, "DESCRIPTION", "description", section=common.EXTRA),
            *common.system(),
        ),
    )
)
