"""The pages of a list."""
