"""Pages of sales: product rows."""
