"""The settings page of the lists."""
