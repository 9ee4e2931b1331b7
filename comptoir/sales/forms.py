"""The forms for new leads, deals, quotes and invoices."""

from django.utils.translation import gettext_lazy as _

from comptoir.items.cards.create_form import CreateForm, create_forms

create_forms.add(
    CreateForm(
        "lead",
        _("New lead"),
        (
            "title", "stage", "honorific", "name", "last_name", "position", "company_title", "source", "phone", "email",
            "amount", "currency", "responsible", "source_description", "comments",
        ),
    )
)  # fmt: skip
create_forms.add(
    CreateForm(
        "deal",
        _("New deal"),
        (
            "title", "pipeline", "stage", "amount", "currency", "company", "contact", "type", "source", "begin_date",
            "close_date", "responsible", "source_description", "comments",
        ),
    )
)  # fmt: skip
create_forms.add(
    CreateForm(
        "quote",
        _("New quote"),
        (
            "title", "stage", "company", "contact", "amount", "currency", "begin_date", "valid_until", "deal",
            "responsible", "content", "terms",
        ),
    )
)  # fmt: skip
create_forms.add(
    CreateForm(
        "invoice",
        _("New invoice"),
        (
            "title", "number", "pipeline", "stage", "company", "contact", "amount", "currency", "begin_date",
            "close_date", "deal", "source", "responsible", "comments",
        ),
    )
)  # fmt: skip
