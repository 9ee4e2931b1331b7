"""Passwords that are made, not chosen: long enough to keep, plain enough to type from a screen."""

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what looks alike: i, l, o, 0, 1
GROUPS = 4


def make_password() -> str:
    """Return a password like "x7kf-m2pw-9abt-cq4h" (79 bits of chance)."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(GROUPS))
