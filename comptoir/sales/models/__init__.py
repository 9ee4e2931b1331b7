"""Sales: leads, deals, quotes, invoices with their payments, and the product rows of all of them."""

from comptoir.sales.models.deal import Deal, DealContact
from comptoir.sales.models.invoice import Invoice, InvoiceContact, Payment
from comptoir.sales.models.lead import Lead, LeadContact
from comptoir.sales.models.product_row import ProductRow
from comptoir.sales.models.quote import Quote, QuoteContact

__all__ = [
    "Deal",
    "DealContact",
    "Invoice",
    "InvoiceContact",
    "Lead",
    "LeadContact",
    "Payment",
    "ProductRow",
    "Quote",
    "QuoteContact",
]
