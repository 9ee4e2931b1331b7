"""What other apps bring to a card: boxes on its General tab (products, payments, the timeline), entries to create."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.kit.registry import Registry

if TYPE_CHECKING:
    from comptoir.access.models import User


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on the cards of `item_types` (none named: of every type).

    slot  "lead" above the fields, "main" under them, "side" in the column beside them
    load  gives the template's variables; None leaves the box out
    """

    code: str
    template: str
    load: Callable[["User", ItemType, Item], Mapping[str, object] | None]
    item_types: tuple[str, ...] = ()
    slot: Literal["lead", "main", "side"] = "main"
    order: int = 100

    def belongs_to(self, item_type: ItemType) -> bool:
        return not self.item_types or item_type.code in self.item_types


class Panels(Registry[Panel]):
    def __init__(self) -> None:
        super().__init__("panels of cards", lambda panel: panel.code)

    def of(self, item_type: ItemType, slot: str) -> list[Panel]:
        """Return the panels of a type in one slot, in their order."""
        return sorted(
            (panel for panel in self if panel.slot == slot and panel.belongs_to(item_type)),
            key=lambda panel: panel.order,
        )


panels = Panels()


@dataclass(frozen=True, slots=True)
class Creation:
    """An entry of the card's Create menu, in addition to those of its related lists.

    target   the code of the item type that is created
    prefill  what the form begins with, by the names in its address; None leaves the entry out
    """

    target: str
    prefill: Callable[[ItemType, Item], Mapping[str, object] | None]


creations: Registry[Creation] = Registry("entries of the Create menu", lambda creation: creation.target)
