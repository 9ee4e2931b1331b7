"""Figures about deals, invoices and payments (rulings R3 to R8); import a figure from its module."""

# All are imported here, so that their order in the registry does not depend on which module is imported first.
from comptoir.sales.metrics import deals, invoices, payments  # noqa: F401
