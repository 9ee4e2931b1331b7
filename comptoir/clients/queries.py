"""Reads over contacts and companies together."""

from dataclasses import dataclass
from typing import Any

from comptoir.access.models import User
from comptoir.clients.models import Company, Contact
from comptoir.items.core.addresses import card_url
from comptoir.items.core.choices import sources
from comptoir.items.core.item_types import ItemType, item_types
from comptoir.items.kinds.contact_points import points_of
from comptoir.items.kinds.display import point_url


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client as a box names it: who, what, and how to reach them."""

    title: str
    note: str
    url: str
    is_company: bool
    phone_url: str
    email_url: str


def clients_of(viewer: User, item_type: ItemType, item: Any) -> list[ClientLine]:
    """Return the company and the contacts of an item, the main contact first, those within the viewer's sight."""
    companies = list(Company.objects.visible_to(viewer).filter(pk=item.company_id)) if item.company_id else []
    ids = item_type.links["contacts"].targets_of([item.pk]).get(item.pk, [])
    known = {contact.pk: contact for contact in Contact.objects.visible_to(viewer).filter(pk__in=ids)} if ids else {}
    contacts = [known[id] for id in ids if id in known]
    return [*_lines("company", companies), *_lines("contact", contacts)]


def _lines(code: str, rows: list[Any]) -> list[ClientLine]:
    item_type = item_types.get(code)
    points = points_of(item_type, [row.pk for row in rows]) if rows else {}
    return [_line(item_type, row, points.get(row.pk, {})) for row in rows]


def _line(item_type: ItemType, row: Any, points: dict[str, Any]) -> ClientLine:
    urls = {kind: point_url(several[0]) for kind, several in points.items() if kind in ("PHONE", "EMAIL")}
    is_company = item_type.code == "company"
    return ClientLine(
        title=str(row),
        note=_industry(row) if is_company else row.position,
        url=card_url(item_type, row.pk),
        is_company=is_company,
        phone_url=urls.get("PHONE", ""),
        email_url=urls.get("EMAIL", ""),
    )


def _industry(company: Company) -> str:
    found = sources.choices.find("INDUSTRY", company.industry) if company.industry else None
    return found.name if found else ""
