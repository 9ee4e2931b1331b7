"""What both families do with items: reading a page or one item, adding, changing and deleting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.rest.decode import IMPORTED, Decoder
from comptoir.items.rest.encode import encode, encode_one, narrowed, selected
from comptoir.items.rest.rest_type import RestType
from comptoir.items.rest.restrict import Restriction, ordering
from comptoir.items.rest.writing import in_names_of
from comptoir.items.writing import add_item, delete_items, update_item
from comptoir.kit.errors import Forbidden, NotFound
from comptoir.kit.filters import Group
from comptoir.rest.protocol.call import Call, to_flag
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.filters import parse_order
from comptoir.rest.protocol.paging import Page, page_of
from comptoir.rest.protocol.phparray import Value


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one type as one caller reaches them, in the words of one family.

    Whoever may read nothing of a type is told so; a single record out of reach answers like one that does not exist.
    """

    rest_type: RestType
    call: Call
    family: Family

    @property
    def item_type(self) -> ItemType:
        return self.rest_type.item_type

    def page(self, where: Group, *, wrap: str | None = None) -> Page:
        """Return the page that `select`, `order` and `start` ask for, of the rows that fit."""
        self._need("read")
        condition = Restriction(self.rest_type, self.family).q(where)
        order = ordering(self.rest_type, self.family, parse_order(self.call.mapping("order"), self.family))
        columns = selected(self.rest_type, self.family, self.call.names())
        rows = self.item_type.visible_to(self.call.user).filter(condition).order_by(*order)
        return page_of(
            narrowed(rows, columns), self.call.start, lambda items: encode(self.rest_type, columns, items), wrap=wrap
        )

    def shown(self, item_id: int) -> dict[str, object]:
        """Return one item with everything. Errors: NotFound."""
        self._need("read")
        item = self.item_type.visible_to(self.call.user).filter(pk=item_id).first()
        if item is None:
            raise NotFound
        return encode_one(self.rest_type, self.family, item)

    def add(self, fields: Mapping[str, Value], *, imports: bool = False) -> int:
        """Create an item and return its id; `imports` lets it say when and by whom it was made."""
        self._need("add")
        if imports:
            self._need("import")
        system = IMPORTED if imports else frozenset()
        values = Decoder(self.rest_type, self.family, system=system).read(fields)
        with in_names_of(self.rest_type, self.family):
            item = add_item(
                self.item_type,
                values,
                actor=self.call.user,
                at=self.call.at,
                first_choices=True,
                unnamed=True,
                system_fields=system,
            )
        return int(item.pk)

    def update(self, item_id: int, fields: Mapping[str, Value]) -> None:
        self._need("read")
        values = Decoder(self.rest_type, self.family, item_id=item_id, system=frozenset()).read(fields)
        with in_names_of(self.rest_type, self.family):
            update_item(self.item_type, item_id, values, actor=self.call.user, at=self.call.at, unnamed=True)

    def delete(self, item_id: int) -> None:
        self._need("read")
        delete_items(self.item_type, [item_id], actor=self.call.user, at=self.call.at)

    def written(self, item_id: int) -> dict[str, object]:
        """Return an item that was just written, even if it now belongs to somebody whose items are out of reach."""
        item: Item = self.item_type.model.objects.get(pk=item_id)
        return encode_one(self.rest_type, self.family, item)

    def _need(self, operation: str) -> None:
        if not self.item_type.allowed(self.call.user, operation):
            raise Forbidden


def wants_import(call: Call) -> bool:
    """Say whether `params[IMPORT]=Y` came along."""
    return to_flag(call.mapping("params").get("IMPORT"))
