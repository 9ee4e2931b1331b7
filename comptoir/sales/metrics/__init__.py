"""Figures about deals, invoices and payments (rulings R3 to R8); whoever needs one imports it from its module."""

# All of them are declared at once, so that their order does not depend on who imports one first.
from comptoir.sales.metrics import deals, invoices, payments  # noqa: F401
