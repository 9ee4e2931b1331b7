"""Events: the outbox, and its subscribers."""
