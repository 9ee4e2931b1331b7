"""Who takes part in scoring: nothing that rates a contact is computed once it was taken out."""

from typing import Any


def is_scored(client: Any) -> bool:
    """Say whether the client takes part in scoring: every company does, a contact unless it was taken out."""
    return not getattr(client, "exclude_from_scoring", False)
