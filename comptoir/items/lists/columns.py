"""How the list of a type can be looked at: its columns, its quick views, what groups it, and what a user chose to see.

Every stored field is a column; apps add computed columns (`computed_columns`) and quick views of their own
(`own_quick_views`) where they declare their types.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.core.protocols import Item
from comptoir.items.models import ListView
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text

# The money of a list: the first of these fields that the type has.
SUMMED = ("amount", "revenue")
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
    label: Text
    load: Callable[[User, ItemType, Sequence[Item]], dict[int, object]]
    item_types: tuple[str, ...] = ()
    sort: str = ""
    needs: tuple[str, ...] = ()


computed_columns: Registry[ComputedColumn] = Registry("computed columns", lambda column: column.code)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of one type's list: a field, a computed column, or the title, which opens the item."""

    code: str
    label: Text
    field: Field | None = None
    computed: ComputedColumn | None = None
    sort: str = ""

    @property
    def numeric(self) -> bool:
        return self.field is not None and self.field.kind.is_number


def columns_of(item_type: ItemType) -> dict[str, ListColumn]:
    """Return every column that the list of a type can show, by code; the title stands first."""
    found = {TITLE: _title(item_type)}
    for field in item_type.fields():
        if field.code != TITLE and field.stored:
            sort = field.code if field.kind.is_sortable else ""
            found[field.code] = ListColumn(field.code, field.label, field=field, sort=sort)
    for column in computed_columns:
        if item_type.code in column.item_types:
            found[column.code] = ListColumn(column.code, column.label, computed=column, sort=column.sort)
    return found


def _title(item_type: ItemType) -> ListColumn:
    sort = TITLE if item_type.has(TITLE) else "last_name" if item_type.has("last_name") else ""
    return ListColumn(TITLE, item_type.label, sort=sort)


@dataclass(frozen=True, slots=True)
class QuickView:
    """A tab beside the list; `conditions` are written as in the address (field:operator:value)."""

    code: str
    label: Text
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuickViews:
    """The quick views that an app declares for the list of its type."""

    item_type: str
    views: tuple[QuickView, ...]


ALL = QuickView("all", _("All"))
MINE = QuickView("mine", _("Mine"), ("responsible:in:me",))
OPEN = QuickView("open", _("In progress"), ("semantics:in:P",))
WON = QuickView("won", _("Won"), ("semantics:in:S",))
own_quick_views: Registry[QuickViews] = Registry("quick views", lambda views: views.item_type)


def quick_views_of(item_type: ItemType) -> tuple[QuickView, ...]:
    """Return the quick views of a type: its app's own, else what its fields allow."""
    own = own_quick_views.find(item_type.code)
    if own is not None:
        return own.views
    mine = (MINE,) if item_type.has("responsible") else ()
    if item_type.has("semantics"):
        return (ALL, OPEN, *mine, WON)
    return (ALL, *mine)


def groupable(item_type: ItemType) -> list[Field]:
    """Return the fields by whose values a list can be grouped: stages and lists, pipelines, responsible people."""
    return [field for field in item_type.fields() if field.stored and field.kind.can_group(field, item_type)]


def summed_field(item_type: ItemType) -> Field | None:
    """Return the field whose amounts the groups of a type add up."""
    return next((item_type.field(code) for code in SUMMED if item_type.has(code)), None)


def list_view_of(viewer: User, item_type: ItemType) -> ListView | None:
    """Return the columns and the order that a user chose for a list."""
    return ListView.objects.filter(user=viewer, item_type=item_type.code).first()


def save_list_view(item_type: ItemType, columns: Sequence[str], order: str, *, actor: User) -> None:
    """Keep the columns and the order of the actor's list; no columns go back to the type's own."""
    if not columns:
        ListView.objects.filter(user=actor, item_type=item_type.code).delete()
        return
    ListView.objects.update_or_create(
        user=actor, item_type=item_type.code, defaults={"columns": list(columns), "order": order}
    )
