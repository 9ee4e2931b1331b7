"""Reads over contacts and companies together."""

from dataclasses import dataclass

from comptoir.access.models import User
from comptoir.clients.models import Company
from comptoir.items.cards.clients import Client, clients_of
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.kinds.contact_points import point_url


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client as a box names it: who, what, and how to reach them."""

    title: str
    note: str
    url: str
    is_company: bool
    phone_url: str
    email_url: str


def client_lines(viewer: User, item_type: ItemType, item: Item) -> list[ClientLine]:
    """Return the company and the contacts of an item, the main contact first, those within the viewer's sight."""
    return [_line(client) for client in clients_of(viewer, item_type, item).clients]


def _line(client: Client) -> ClientLine:
    urls = {kind: point_url(several[0]) for kind, several in client.points.items() if kind in ("PHONE", "EMAIL")}
    is_company = client.type.code == "company"
    return ClientLine(
        title=str(client.item),
        note=_industry(client.item) if is_company else client.item.position,
        url=client.url,
        is_company=is_company,
        phone_url=urls.get("PHONE", ""),
        email_url=urls.get("EMAIL", ""),
    )


def _industry(company: Company) -> str:
    found = sources.choices.find("INDUSTRY", company.industry) if company.industry else None
    return found.name if found else ""
