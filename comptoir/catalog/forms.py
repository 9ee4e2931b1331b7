"""The form for a new product."""

from django.utils.translation import gettext_lazy as _

from comptoir.items.cards.create_form import CreateForm, create_forms

create_forms.add(
    CreateForm(
        "product",
        _("New product"),
        ("title", "code", "series", "unit", "price", "currency", "tax_included", "is_active", "description"),
    )
)
