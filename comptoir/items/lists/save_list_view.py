"""Keeping how a reader likes a list."""

from collections.abc import Sequence

from comptoir.access.models import User
from comptoir.items.core.item_types import ItemType
from comptoir.items.models import ListView


def save_list_view(item_type: ItemType, columns: Sequence[str], order: str, *, actor: User) -> None:
    """Keep the columns and the order of the reader's list; no columns: go back to the default."""
    if not columns:
        ListView.objects.filter(user=actor, item_type=item_type.code).delete()
        return
    ListView.objects.update_or_create(
        user=actor, item_type=item_type.code, defaults={"columns": list(columns), "order": order}
    )
