"""REST methods."""
