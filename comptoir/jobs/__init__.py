"""Background work that survives its worker."""
