"""Entries of the shell for lists of items: who may read a type finds its list in the rail, who may add in "New"."""

from collections.abc import Callable
from typing import Any

from comptoir.items.core.item_types import ItemType
from comptoir.ui.navigation import NavItem, navigation


def add_entries(
    item_type: ItemType, order: int, *, on_phone: bool = False, badge: Callable[[Any], int] | None = None
) -> None:
    """Add the list of a type to the rail and its form to the "New" menu."""
    code = item_type.code
    navigation.add(
        NavItem(
            item_type.path,
            item_type.plural,
            item_type.icon,
            f"items:{code}_list",
            order=order,
            badge=badge,
            on_phone=on_phone,
            visible=_who_may(item_type, "read"),
        )
    )
    navigation.add(
        NavItem(
            f"new-{code}",
            item_type.label,
            item_type.icon,
            f"items:{code}_new",
            order=order,
            section="create",
            slider=True,
            visible=_who_may(item_type, "add"),
        )
    )


def _who_may(item_type: ItemType, operation: str) -> Callable[[Any], bool]:
    return lambda user: bool(getattr(user, "is_authenticated", False)) and item_type.allowed(user, operation)
