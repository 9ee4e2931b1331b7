"""Events: the outbox of what happened, and its subscribers."""
