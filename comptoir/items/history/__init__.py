"""What happened to an item, and items as they were on a day."""
