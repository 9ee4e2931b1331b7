"""The card of an item: its page, its tabs and panels, fields edited in place."""
