"""History of items: their events in words, and items as they were on a past day."""
