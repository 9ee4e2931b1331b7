"""Writes of sales that are not a change of one item's fields."""

from comptoir.sales.actions.recompute_all_amounts import recompute_all_amounts
from comptoir.sales.actions.recompute_open_amounts import recompute_open_amounts

__all__ = ["recompute_all_amounts", "recompute_open_amounts"]
