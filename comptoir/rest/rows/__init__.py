"""Rows that are not items, such as users and departments: their fields, and conditions on them."""
