"""Pages of items of every type: list, card, form."""
