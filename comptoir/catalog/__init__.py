"""The catalogue: products and their prices."""
