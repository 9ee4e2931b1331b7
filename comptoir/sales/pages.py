"""What sales bring to pages: forms of new records, columns of lists, tabs and panels of cards, entries of the shell."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.cards.new import CreateForm, create_forms
from comptoir.items.cards.panels import Panel, panels
from comptoir.items.cards.tabs import ItemTab, RelatedList, tabs
from comptoir.items.core.item_types import ItemType
from comptoir.items.history.reading import ExtraLabel, extra_labels
from comptoir.items.lists.columns import ComputedColumn, computed_columns
from comptoir.items.navigation import add_entries
from comptoir.sales.items import DEAL, INVOICE, LEAD, QUOTE
from comptoir.sales.queries import payments_of, product_rows, rows_of

PRICED = ("lead", "deal", "quote", "invoice")


create_forms.add(
    CreateForm(
        "lead",
        _("New lead"),
        (
            "title",
            "stage",
            "honorific",
            "name",
            "last_name",
            "position",
            "company_title",
            "source",
            "phone",
            "email",
            "amount",
            "currency",
            "responsible",
            "source_description",
            "comments",
        ),
    )
)
create_forms.add(
    CreateForm(
        "deal",
        _("New deal"),
        (
            "title",
            "pipeline",
            "stage",
            "amount",
            "currency",
            "company",
            "contact",
            "type",
            "source",
            "begin_date",
            "close_date",
            "responsible",
            "source_description",
            "comments",
        ),
    )
)
create_forms.add(
    CreateForm(
        "quote",
        _("New quote"),
        (
            "title",
            "stage",
            "company",
            "contact",
            "amount",
            "currency",
            "begin_date",
            "valid_until",
            "deal",
            "responsible",
            "content",
            "terms",
        ),
    )
)
create_forms.add(
    CreateForm(
        "invoice",
        _("New invoice"),
        (
            "title",
            "number",
            "pipeline",
            "stage",
            "company",
            "contact",
            "amount",
            "currency",
            "begin_date",
            "close_date",
            "deal",
            "source",
            "responsible",
            "comments",
        ),
    )
)


def load_full_names(_viewer: User, _item_type: ItemType, leads: Sequence[Any]) -> dict[int, object]:
    return {lead.pk: lead.full_name for lead in leads}


computed_columns.add(
    ComputedColumn("full_name", _("Name"), load_full_names, ("lead",), sort="last_name", needs=("name", "last_name"))
)


tabs.add(ItemTab("deals", _("Deals"), ("company",), order=20, related=RelatedList("deal", "company")))
tabs.add(ItemTab("deals", _("Deals"), ("contact",), order=20, related=RelatedList("deal", "contacts")))
tabs.add(ItemTab("quotes", _("Quotes"), ("company",), order=25, related=RelatedList("quote", "company")))
tabs.add(ItemTab("quotes", _("Quotes"), ("contact",), order=25, related=RelatedList("quote", "contacts")))
tabs.add(ItemTab("quotes", _("Quotes"), ("deal",), order=25, related=RelatedList("quote", "deal")))
tabs.add(ItemTab("quotes", _("Quotes"), ("lead",), order=25, related=RelatedList("quote", "lead")))
tabs.add(ItemTab("invoices", _("Invoices"), ("company",), order=30, related=RelatedList("invoice", "company")))
tabs.add(ItemTab("invoices", _("Invoices"), ("contact",), order=30, related=RelatedList("invoice", "contacts")))
tabs.add(ItemTab("invoices", _("Invoices"), ("deal",), order=30, related=RelatedList("invoice", "deal")))
tabs.add(ItemTab("invoices", _("Invoices"), ("quote",), order=30, related=RelatedList("invoice", "quote")))
tabs.add(ItemTab("leads", _("Leads"), ("company",), order=50, related=RelatedList("lead", "company")))
tabs.add(ItemTab("leads", _("Leads"), ("contact",), order=50, related=RelatedList("lead", "contacts")))
tabs.add(ItemTab("products", _("Products"), PRICED, order=10, rows=product_rows))

extra_labels.add(ExtraLabel("product_rows", _("Products")))
extra_labels.add(ExtraLabel("payments", _("Payments")))


def load_rows(_viewer: User, item_type: ItemType, item: Any) -> dict[str, object] | None:
    rows = rows_of(item_type, item)
    return {"rows": rows, "total": item.amount, "tax": item.tax} if rows else None


def load_payments(_viewer: User, _item_type: ItemType, item: Any) -> dict[str, object] | None:
    payments = payments_of(item)
    paid = sum(payment.amount for payment in payments)
    return {"payments": payments, "paid": paid, "due": max(item.amount - paid, 0)}


panels.add(Panel("products", "sales/product_rows/_products_panel.html", load_rows, PRICED, order=20))
panels.add(Panel("payments", "sales/_payments_panel.html", load_payments, ("invoice",), order=30))


add_entries(LEAD, 20)
add_entries(DEAL, 30, on_phone=True)
add_entries(QUOTE, 60)
add_entries(INVOICE, 70)
