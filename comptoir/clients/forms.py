"""The forms for new contacts and companies."""

from django.utils.translation import gettext_lazy as _

from comptoir.items.cards.create_form import CreateForm, create_forms

create_forms.add(
    CreateForm(
        "contact",
        _("New contact"),
        (
            "honorific", "name", "last_name", "position", "company", "type", "phone", "email", "source",
            "responsible", "source_description", "comments",
        ),
    )
)  # fmt: skip
create_forms.add(
    CreateForm(
        "company",
        _("New company"),
        (
            "title", "type", "industry", "employees", "phone", "email", "web", "source", "responsible", "revenue",
            "currency", "source_description", "comments",
        ),
    )
)  # fmt: skip
