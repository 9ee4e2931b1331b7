"""What the catalogue brings to pages: the form for a new product, and entries of the shell."""

from django.utils.translation import gettext_lazy as _

from comptoir.catalog.items import PRODUCT
from comptoir.items.cards.new import CreateForm, create_forms
from comptoir.items.navigation import add_entries

create_forms.add(
    CreateForm(
        "product",
        _("New product"),
        ("title", "code", "series", "unit", "price", "currency", "tax_included", "is_active", "description"),
    )
)


add_entries(PRODUCT, 90)
