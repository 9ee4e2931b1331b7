"""Which column of a file goes where, and what else the user asks of an import."""
