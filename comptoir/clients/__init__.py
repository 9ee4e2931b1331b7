"""Clients: contacts, companies, and who belongs to which."""
