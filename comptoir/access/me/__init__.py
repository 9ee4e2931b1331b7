"""The pages on which users change their own profile, preferences and password."""
