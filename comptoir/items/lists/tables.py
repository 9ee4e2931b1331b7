"""The columns of lists: every field that can be shown, and computed ones that apps add; and the lists' quick views."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType
from comptoir.kit.registry import Registry

if TYPE_CHECKING:
    from comptoir.access.models import User

NUMERIC = (Kind.AMOUNT, Kind.INTEGER)
SORTABLE = (Kind.STRING, Kind.INTEGER, Kind.AMOUNT, Kind.DATE, Kind.DATETIME, Kind.BOOLEAN, Kind.CHOICE, Kind.STAGE)
TITLE = "title"


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that is no field.

    load  gives {item id: value} for the items of a page, in a fixed number of queries; a value is escaped unless it
          is Markup, and its plain text is what an export writes
    sort  the field that stands for it in sorting, "" for none
    needs the model columns that `load` reads from the items; lists fetch no others than they show
    """

    code: str
    label: str | Promise
    load: Callable[["User", ItemType, Sequence[Any]], dict[int, object]]
    item_types: tuple[str, ...] = ()
    sort: str = ""
    needs: tuple[str, ...] = ()


computed_columns: Registry[ComputedColumn] = Registry("computed columns", lambda column: column.code)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of one type's list: a field, a computed column, or the title, which opens the item."""

    code: str
    label: str | Promise
    field: Field | None = None
    computed: ComputedColumn | None = None
    sort: str = ""

    @property
    def numeric(self) -> bool:
        return self.field is not None and self.field.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Preset:
    """A quick view of a list; `conditions` are written as in the address (field:operator:value)."""

    code: str
    label: str | Promise
    conditions: tuple[str, ...] = ()


ALL = Preset("all", _("All"))
MINE = Preset("mine", _("Mine"), ("responsible:in:me",))
OPEN = Preset("open", _("In progress"), ("semantics:in:P",))
WON = Preset("won", _("Won"), ("semantics:in:S",))
own_presets: dict[str, tuple[Preset, ...]] = {}


def presets_of(item_type: ItemType) -> tuple[Preset, ...]:
    """Return the quick views of a type: an app's own, else what its fields allow."""
    if item_type.code in own_presets:
        return own_presets[item_type.code]
    mine = (MINE,) if item_type.has("responsible") else ()
    if item_type.has("semantics"):
        return (ALL, OPEN, *mine, WON)
    return (ALL, *mine)


def columns_of(item_type: ItemType) -> dict[str, TableColumn]:
    """Return every column that the list of a type can show, by code; the title stands first."""
    found = {TITLE: _title(item_type)}
    for field in item_type.fields():
        if field.code != TITLE and field.stored:
            sort = field.code if field.kind in SORTABLE else ""
            found[field.code] = TableColumn(field.code, field.label, field=field, sort=sort)
    for column in computed_columns:
        if item_type.code in column.item_types:
            found[column.code] = TableColumn(column.code, column.label, computed=column, sort=column.sort)
    return found


def _title(item_type: ItemType) -> TableColumn:
    sort = TITLE if item_type.has(TITLE) else "last_name" if item_type.has("last_name") else ""
    return TableColumn(TITLE, item_type.label, sort=sort)
