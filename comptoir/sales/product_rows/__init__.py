"""The product rows of deals, quotes, invoices and leads: their arithmetic and their editor."""
