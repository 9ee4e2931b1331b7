"""Pages of activities: the timeline of a card, planning, completing, the home page."""
