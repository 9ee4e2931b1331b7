"""What clients bring to pages: forms for new ones, tabs and boxes of cards, entries of the shell."""

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.clients.items import COMPANY, CONTACT
from comptoir.clients.queries import ClientLine, client_lines
from comptoir.items.cards.new import CreateForm, create_forms
from comptoir.items.cards.panels import Panel, panels
from comptoir.items.cards.tabs import ItemTab, RelatedList, tabs
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.navigation import add_entries

create_forms.add(
    CreateForm(
        "contact",
        _("New contact"),
        (
            "honorific",
            "name",
            "last_name",
            "position",
            "company",
            "type",
            "phone",
            "email",
            "source",
            "responsible",
            "source_description",
            "comments",
        ),
    )
)
create_forms.add(
    CreateForm(
        "company",
        _("New company"),
        (
            "title",
            "type",
            "industry",
            "employees",
            "phone",
            "email",
            "web",
            "source",
            "responsible",
            "revenue",
            "currency",
            "source_description",
            "comments",
        ),
    )
)


tabs.add(ItemTab("contacts", _("Contacts"), ("company",), order=40, related=RelatedList("contact", "companies")))
tabs.add(ItemTab("companies", _("Companies"), ("contact",), order=40, related=RelatedList("company", "contacts")))


def load_clients(viewer: User, item_type: ItemType, item: Item) -> dict[str, list[ClientLine]] | None:
    """Return the company and the contacts that the item names; none on the cards of clients themselves."""
    if item_type.code in ("contact", "company") or not item_type.has("company"):
        return None
    lines = client_lines(viewer, item_type, item)
    return {"lines": lines} if lines else None


panels.add(Panel("clients", "clients/_client_panel.html", load_clients, order=10))


add_entries(CONTACT, 40, on_phone=True)
add_entries(COMPANY, 50)
