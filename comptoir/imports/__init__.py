"""Importing tables: reading files, mapping their columns, matching names, and the runs that do it."""
