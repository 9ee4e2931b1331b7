"""How a field of an item type is declared: once, for forms, columns, filters, REST, import, export and history."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Kind(StrEnum):
    """What a value is, in Python: see `comptoir.items.kinds.values`."""

    STRING = "string"
    TEXT = "text"
    INTEGER = "integer"
    AMOUNT = "amount"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    CHOICE = "choice"
    STAGE = "stage"
    PIPELINE = "pipeline"
    CURRENCY = "currency"
    USER = "user"
    USERS = "users"
    ITEM = "item"
    ITEMS = "items"
    POINTS = "points"
    FILE = "file"

    @property
    def is_multiple(self) -> bool:
        return self in (Kind.USERS, Kind.ITEMS, Kind.POINTS)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an item type.

    code      our name: in addresses, filters, files, API and events
    classic   REST name in the UPPER_CASE family, "" when the field is not there
    camel     REST name in the crm.item family, "" when the field is not there
    directory the list whose codes it holds (CHOICE)
    target    the item type it points to (ITEM, ITEMS), or the kind of contact points (POINTS)
    column    the model attribute that holds it, when it is not `code` (or `code`_id)
    mirror_of for a single ITEM: the ITEMS field whose primary entry it is
    section   the section of the card; "" keeps it off the card
    """

    code: str
    label: str | Promise
    kind: Kind
    classic: str = ""
    camel: str = ""
    directory: str = ""
    target: str = ""
    column: str = ""
    mirror_of: str = ""
    section: str = ""
    required: bool = False
    read_only: bool = False
    classic_read_only: bool = False
    immutable: bool = False
    deprecated: bool = False
    searchable: bool = False
    mergeable: bool = True
    tracked: bool = True
    stored: bool = True
    default: Callable[[], object] | None = None

    @property
    def attribute(self) -> str:
        """Return the model attribute whose value the field shows: the id for references."""
        if self.column:
            return self.column
        return f"{self.code}_id" if self.kind in (Kind.USER, Kind.ITEM, Kind.PIPELINE) else self.code
