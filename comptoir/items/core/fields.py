"""A field of an item type and the kind of its values. Declared once, for every interface.

    AMOUNT = Field("amount", _("Amount"), MONEY, "OPPORTUNITY", "opportunity", section=MAIN)

A kind is a subclass of `Kind` in a file of `comptoir.items.kinds`; the defaults here are those of a value that is
kept in a column of its own and written as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from comptoir.access.models import User
from comptoir.items.core.contexts import Check, Drawing, FormContext, GroupName, Where, Write
from comptoir.items.core.protocols import CellText, Item, Owner, RestPage
from comptoir.items.core.values import plain, to_list, to_text
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import NO_ROW, Op
from comptoir.kit.registry import Registry
from comptoir.kit.text import Text
from comptoir.rest.protocol.phparray import Value
from comptoir.rest.protocol.values import read_text
from comptoir.ui.component_values import Option

Reader: TypeAlias = Callable[[Item, RestPage], object]
ExportCell: TypeAlias = "str | int | Decimal"

COMPARISONS = {Op.GT: "gt", Op.GTE: "gte", Op.LT: "lt", Op.LTE: "lte"}
EMPTINESS = (Op.EMPTY, Op.NOT_EMPTY)
OPERATOR_LABELS: dict[Op, Text] = {
    Op.EQ: _("is"),
    Op.NE: _("is not"),
    Op.IN: _("is one of"),
    Op.NOT_IN: _("is none of"),
    Op.CONTAINS: _("contains"),
    Op.NOT_CONTAINS: _("does not contain"),
    Op.GTE: _("at least"),
    Op.LTE: _("at most"),
    Op.BETWEEN: _("between"),
    Op.EMPTY: _("is empty"),
    Op.NOT_EMPTY: _("is filled in"),
    Op.GT: _("more than"),
    Op.LT: _("less than"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an item type.

    code      our name: in addresses, filters, files, API and events
    classic   REST name in the UPPER_CASE family, "" when the field is not there
    camel     REST name in the crm.item family, "" when the field is not there
    directory the list whose codes it holds (CHOICE)
    target    the item type it points to (RECORD, RECORDS), or the sort of contact points (CONTACT_POINTS)
    column    the model attribute that holds it, when it is not `code` (or `code`_id)
    sort_column the column that stands for it in sorting, when it is another one
    mirror_of for a single RECORD: the RECORDS field whose primary entry it is
    section   the section of the card; "" keeps it off the card
    groups    lists can be grouped by it although its kind as such cannot (PERSON)
    stays_empty absent over REST it stays empty; another list field gets the first value of its list (ruling R13)
    """

    code: str
    label: Text
    kind: Kind
    classic: str = ""
    camel: str = ""
    directory: str = ""
    target: str = ""
    column: str = ""
    sort_column: str = ""
    mirror_of: str = ""
    section: str = ""
    required: bool = False
    read_only: bool = False
    classic_read_only: bool = False
    immutable: bool = False
    deprecated: bool = False
    searchable: bool = False
    tracked: bool = True
    stored: bool = True
    groups: bool = False
    stays_empty: bool = False
    default: Callable[[], object] | None = None

    @property
    def attribute(self) -> str:
        """Return the model attribute whose value the field shows: the id for references."""
        return self.column or (f"{self.code}_id" if self.kind.is_key else self.code)


class Kind:
    """What the values of a field are, and what every interface does with them.

    is_key        the column holds an id: the attribute is `code`_id
    is_reference  the values are ids of users or items
    is_multiple   several values, kept in a table of their own: see `load`, `create`, `change`
    is_writable   it can be written at all             is_undoable  an event keeps enough to put a value back
    is_moved      only the stages' own move writes it
    is_number     aligned and written as a number      is_sortable, newest_first  of a list's columns
    is_wide       it takes a card's whole width
    takes_all_cells several columns of a file add up   creates_values   an import may add to the lists behind it
    control       the control of forms (items/kinds/_control.html); `empty` is its entry for none, "" without one
    filter_control the control of the filter panel: text, number, date, yesno, options, picker
    first_answer  the value with which a condition is complete as soon as its field is chosen
    """

    is_key = False
    is_multiple = False
    is_reference = False
    is_writable = True
    is_undoable = True
    is_moved = False
    is_number = False
    is_sortable = False
    newest_first = False
    is_wide = False
    takes_all_cells = False
    creates_values = False
    control = "text"
    empty = "—"
    filter_control = "text"
    first_answer = ""
    rest_type = "string"
    camel_type = ""
    operators: tuple[Op, ...] = (Op.EQ, Op.NE, *EMPTINESS)
    operator_labels: Mapping[Op, Text] = OPERATOR_LABELS

    def __init__(self, code: str) -> None:
        self.code = code

    def __repr__(self) -> str:
        return f"<kind {self.code}>"

    # --- Writing -----------------------------------------------------------------------------------------------------

    def parse(self, raw: object, zone: tzinfo) -> object:
        """Return the Python value that a form, a file or a JSON body means. Errors: NotAValue."""
        return to_text(raw)

    def clean(self, field: Field, value: Any, check: Check) -> object:
        """Return the value as it may be stored. Errors: NotAValue."""
        return value

    def references(self, value: Any) -> Collection[int]:
        """Return the ids that a value refers to."""
        return ()

    def known(self, target: str, wanted: Collection[int], write: Write) -> set[int]:
        """Return those of the ids that the writer may refer to. One query for a whole batch."""
        return set()

    def default(self, field: Field, write: Write) -> object:
        """Return what a new item gets when nothing is said; None for nothing."""
        return field.default() if field.default and not write.keep_blanks else None

    def plain(self, value: object) -> object:
        """Return the value as events keep it, in JSON."""
        return plain(value)

    # --- Several values, kept beside the item ------------------------------------------------------------------------

    def load(self, fields: Sequence[Field], owner: Owner, ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
        """Return {field code: {item id: values}} of the kind's fields; one query, or one a field."""
        return {}

    def create(
        self, fields: Sequence[Field], owner: Owner, rows: Sequence[tuple[int, dict[str, Any]]], write: Write
    ) -> None:
        """Write the values of new items, given as (item id, values by field code)."""

    def change(self, field: Field, owner: Owner, item_id: int, value: Any, write: Write) -> list[object]:
        """Write the values of an item and return [values before, values after]."""
        raise NotImplementedError

    # --- Forms -------------------------------------------------------------------------------------------------------

    def form_default(self, field: Field) -> object:
        """Return what the form of a new item begins with; None for nothing."""
        return field.default() if field.default else None

    def form_text(self, value: object) -> str:
        """Return the text in the control."""
        return "" if value is None else str(self.plain(value))

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        """Return what the control offers."""
        return []

    def form_extras(self, field: Field, form: FormContext) -> dict[str, Any]:
        """Return what else the kind says of its `Control`: currency, remote_url, edit_url..."""
        return {}

    def read_form(self, field: Field, given: QueryDict) -> object:
        """Return what a form sends, as `add_items` and `update_item` take it."""
        return given.get(field.code, "")

    def prefilled(self, field: Field, given: QueryDict) -> object:
        """Return what the address of a form gives it to begin with."""
        return given[field.code][:2000]

    # --- Showing -----------------------------------------------------------------------------------------------------

    def text(self, field: Field, value: Any, item: Item, drawing: Drawing) -> str:
        """Return one value, which is not empty, as plain text in the viewer's language."""
        return str(value)

    def html(self, field: Field, value: Any, item: Item, drawing: Drawing) -> Markup:
        """Return one value, which is not empty, as HTML."""
        return escape(self.text(field, value, item, drawing))

    html_separator = Markup(", ")

    def names_wanted(self, field: Field) -> str | None:
        """Return whose names `text` needs: "" users', else those of an item type; None for no names."""
        return None

    def told(self, field: Field, value: Any, item: Item, drawing: Drawing) -> str:
        """Return a value of an event in words, for the history."""
        return self.text(field, value, item, drawing)

    def export_cell(self, value: Any) -> ExportCell | None:
        """Return the value as a file keeps it; None where its text serves."""
        return None

    # --- Lists -------------------------------------------------------------------------------------------------------

    def can_group(self, field: Field, owner: Owner) -> bool:
        return field.groups

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        """Return how the values of groups are called, "" left out; `counted` tells how many rows each holds."""
        return lambda value: GroupName(str(value), str(value), escape(str(value)), (0, str(value)))

    def ranks(self, field: Field) -> tuple[str, ...] | None:
        """Return the codes in the order in which a list sorts them; None to sort by the value itself."""
        return None

    def directories(self, field: Field, owner: Owner) -> tuple[str, ...]:
        """Return the lists whose codes the field holds."""
        return ()

    def has_left_overs(self, field: Field) -> bool:
        """Say whether items may hold codes that no list has any more."""
        return False

    # --- Filters -----------------------------------------------------------------------------------------------------

    def operator_label(self, op: Op) -> str:
        return str(self.operator_labels.get(op) or OPERATOR_LABELS[op])

    def meaning(self, value: str, viewer: User) -> str:
        """Return what a text in a filter's address means: "me", "today" and their like."""
        return value

    def filter_options(self, field: Field, drawing: Drawing, chosen: Sequence[str]) -> list[Option]:
        """Return what the filter panel offers; `chosen` are the values of the condition."""
        return [Option(value, self.filter_name(field, value, drawing)) for value in chosen]

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        """Return what a value of a condition is called."""
        return value

    def picker_url(self, field: Field) -> str:
        """Return where the panel's picker searches; "" without one."""
        return ""

    def q(self, field: Field, op: Op, value: object, where: Where) -> Q:
        """Return what a positive condition means for the rows. Errors: NotAValue."""
        if not field.stored:
            raise NotAValue(NOT_FILTERED)
        match op:
            case Op.EMPTY:
                return self.q_empty(field)
            case Op.EQ:
                return self.q_empty(field) if value in (None, "", ()) else self.q_equal(field, value, where)
            case Op.IN:
                return self.q_any(field, value, where)
            case Op.BETWEEN:
                low, high = pair_of(value)
                return self.q_compared(field, Op.GTE, low, where) & self.q_compared(field, Op.LTE, high, where)
            case Op.CONTAINS | Op.LIKE:
                return self.q_search(field, op, value)
        return self.q_compared(field, op, value, where)

    def q_empty(self, field: Field) -> Q:
        return Q(**{f"{field.attribute}__isnull": True})

    def compared(self, value: object, where: Where) -> object:
        """Return the value of a condition in Python's type: each is parsed once. Errors: NotAValue."""
        return self.in_range(value) if where.has_values else self.parse(value, where.zone)

    def in_range(self, value: Any) -> object:
        """Return the value when the database can compare it. Errors: NotAValue."""
        return value

    def q_equal(self, field: Field, value: object, where: Where) -> Q:
        return Q(**{field.attribute: self.compared(value, where)})

    def q_any(self, field: Field, value: object, where: Where) -> Q:
        given = to_list(value)
        filled = [entry for entry in given if entry not in (None, "")]
        condition = Q(**{f"{field.attribute}__in": [self.compared(entry, where) for entry in filled]})
        return condition | self.q_empty(field) if len(filled) < len(given) else condition

    def q_compared(self, field: Field, op: Op, value: object, where: Where) -> Q:
        if value in (None, ""):
            return NO_ROW
        return Q(**{f"{field.attribute}__{COMPARISONS[op]}": self.compared(value, where)})

    def q_search(self, field: Field, op: Op, value: object) -> Q:
        raise NotAValue(_("Only texts can be searched so."))

    # --- REST --------------------------------------------------------------------------------------------------------

    def classic_reader(self, field: Field) -> Reader | None:
        """Return how the UPPER_CASE family writes the value: text everywhere; None where it can only be written."""
        attribute = field.attribute
        return lambda item, _page: getattr(item, attribute) or None

    def camel_reader(self, field: Field) -> Reader:
        """Return how crm.item.* writes the value: JSON types, null for what is empty."""
        attribute = field.attribute
        return lambda item, _page: getattr(item, attribute) or None

    def type_name(self, field: Field, *, classic: bool) -> str:
        """Return what `fields` calls the kind."""
        return self.rest_type if classic else self.camel_type or self.rest_type

    def describe(self, field: Field, owner: Owner) -> dict[str, object]:
        """Return what `fields` says beside what it says of every field."""
        return {}

    def read_rest(self, raw: Value, zone: tzinfo) -> object:
        """Return the value that a client means, as `parse` returns it; None for an empty one. Errors: ValueError."""
        return read_text(raw)

    def decode(self, field: Field, raw: Value, zone: tzinfo, owner: Owner, item_id: int) -> object:
        """Return what a write over REST asks for; `item_id` is 0 for a new item. Errors: ValueError."""
        return self.read_rest(raw, zone)

    def says_nothing(self, value: object) -> bool:
        """Say whether an empty value over REST leaves the default, or what is there, alone."""
        return False

    # --- Import ------------------------------------------------------------------------------------------------------

    def from_cell(self, field: Field, cell: CellText) -> Any:
        """Return the value of a file's cell; None leaves the field alone. Errors: NotAValue."""
        return cell.text


kinds: Registry[Kind] = Registry("kinds of fields", lambda kind: kind.code)
NOT_FILTERED = _("This field cannot be filtered.")


def pair_of(value: object) -> tuple[object, object]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise NotAValue(_("Two values are needed, from and to."))
    return value[0], value[1]
