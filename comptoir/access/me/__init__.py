"""One's own profile, preferences and password."""
