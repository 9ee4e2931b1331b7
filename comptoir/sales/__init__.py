"""Sales: leads, deals, quotes, invoices, payments, product rows."""
