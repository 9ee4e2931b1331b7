"""The settings page of directories."""
