"""Clients: contacts (people) and companies, and which people belong to which companies."""

from comptoir.clients.models.company import Company
from comptoir.clients.models.contact import Contact, ContactCompany

__all__ = ["Company", "Contact", "ContactCompany"]
