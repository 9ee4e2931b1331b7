"""Rows that are no items, such as users and departments: their fields, and conditions on them."""
