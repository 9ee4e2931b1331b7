"""The list of a type: request, rows, groups, export."""
