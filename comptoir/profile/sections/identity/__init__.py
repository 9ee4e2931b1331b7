"""What the client is, in one line."""
