"""Writes of sales that are not a change of one item's fields."""

from comptoir.sales.actions.recompute_open_amounts import recompute_open_amounts

__all__ = ["recompute_open_amounts"]
