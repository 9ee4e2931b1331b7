"""Where the shell offers leads, deals, quotes and invoices."""

from comptoir.items.navigation import add_entries
from comptoir.sales.items import DEAL, INVOICE, LEAD, QUOTE

add_entries(LEAD, 20)
add_entries(DEAL, 30, on_phone=True)
add_entries(QUOTE, 60)
add_entries(INVOICE, 70)
