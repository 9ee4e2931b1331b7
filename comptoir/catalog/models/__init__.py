"""The catalogue: what is sold, and at which price."""

from comptoir.catalog.models.product import Product

__all__ = ["Product"]
