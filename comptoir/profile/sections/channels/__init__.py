"""Activities by channel and direction."""
