"""The pages of one item."""
