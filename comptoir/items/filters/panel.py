"""The filter panel: each condition as a small form of its own, the chips above a list, and reading what was chosen."""

from dataclasses import dataclass, field
from typing import Protocol

from django.http import QueryDict
from django.utils.translation import gettext

from comptoir.access.models import User
from comptoir.items.core.fields import Field
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.address import OPERATORS as OPERATOR_NAMES
from comptoir.items.filters.address import VALUELESS, Written
from comptoir.items.filters.words import ValueNames
from comptoir.kit.filters import Op
from comptoir.kit.text import Text
from comptoir.ui.component_values import Option


class FilteredList(Protocol):
    """The list of the panel: its request, and its address with other conditions.

    `adding` is the code of the field whose condition is just being added, "" for none.
    """

    @property
    def type(self) -> ItemType: ...
    @property
    def conditions(self) -> tuple[Written, ...]: ...
    @property
    def adding(self) -> str: ...
    def url(self, **changes: object) -> str: ...


@dataclass(frozen=True, slots=True)
class ConditionForm:
    """A condition in the panel. control: options, picker, yesno, text, number, date or none."""

    place: int
    label: Text
    code: str
    operators: list[Option]
    operator: str
    control: str
    values: tuple[str, ...] = ()
    options: list[Option] = field(default_factory=list)
    picker_url: str = ""
    remove_url: str = ""
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    remove_url: str


def filterable(item_type: ItemType) -> list[Field]:
    """Return the fields that one may filter by, by label."""
    found = [each for each in item_type.fields() if each.kind.operators and each.stored and not each.mirror_of]
    return sorted(found, key=lambda each: str(each.label).casefold())


def conditions_of(request: FilteredList, viewer: User) -> list[ConditionForm]:
    """Return the panel's forms: the conditions in force, and the one just being added."""
    written = list(request.conditions)
    if request.adding:
        written.append(Written(request.adding, request.type.field(request.adding).kind.operators[0]))
    names = ValueNames(request.type, written, viewer)
    return [_form(request, place, each, names) for place, each in enumerate(written)]


def chips_of(request: FilteredList, viewer: User) -> list[Chip]:
    """Return a chip for each condition in force, with the address of the list without it."""
    names = ValueNames(request.type, request.conditions, viewer)
    return [
        Chip(_sentence(request.type.field(each.field), each, names), request.url(conditions=_without(request, place)))
        for place, each in enumerate(request.conditions)
        if each.is_complete
    ]


def read_panel(item_type: ItemType, given: QueryDict) -> tuple[Written, ...]:
    """Return the conditions that the panel's form sends: field-N, op-N, value-N for each place."""
    found: list[Written] = []
    for place in given.getlist("place"):
        code, name = given.get(f"field-{place}", ""), given.get(f"op-{place}", "")
        if item_type.has(code) and name in OPERATOR_NAMES:
            op = Op(name)
            values = tuple(value.strip() for value in given.getlist(f"value-{place}") if value.strip())
            values = _fitting(op, values)
            found.append(Written(code, op, values))
    return tuple(found)


def _fitting(op: Op, values: tuple[str, ...]) -> tuple[str, ...]:
    if op in VALUELESS:
        return ()
    if op in (Op.IN, Op.NOT_IN):
        return tuple(dict.fromkeys(values))
    if op == Op.BETWEEN:
        return (*values, "", "")[:2]
    return (*values, "")[:1]


def _form(request: FilteredList, place: int, written: Written, names: ValueNames) -> ConditionForm:
    found = request.type.field(written.field)
    operators = dict.fromkeys((*found.kind.operators, written.op))
    return ConditionForm(
        place=place,
        label=found.label,
        code=found.code,
        operators=[Option(op.value, found.kind.operator_label(op)) for op in operators],
        operator=written.op.value,
        control="none" if written.op in VALUELESS else found.kind.filter_control,
        values=written.values,
        options=names.offered(found, written.values),
        picker_url=found.kind.picker_url(found),
        is_person=found.kind.names_wanted(found) == "",
        remove_url=request.url(conditions=_without(request, place), panel=True),
    )


def _without(request: FilteredList, place: int) -> tuple[Written, ...]:
    return tuple(each for position, each in enumerate(request.conditions) if position != place)


def _sentence(field: Field, written: Written, names: ValueNames) -> str:
    values = ", ".join(names.name(field, value) for value in written.values)
    operator = "" if written.op in (Op.IN, Op.EQ) else field.kind.operator_label(written.op)
    if written.op in VALUELESS:
        return gettext("%(field)s %(operator)s") % {"field": field.label, "operator": operator}
    if written.op == Op.BETWEEN:
        values = gettext("%(low)s and %(high)s") % {
            "low": names.name(field, written.values[0]),
            "high": names.name(field, written.values[1]),
        }
    if not operator:
        return gettext("%(field)s: %(values)s") % {"field": field.label, "values": values}
    return gettext("%(field)s %(operator)s %(values)s") % {
        "field": field.label,
        "operator": operator,
        "values": values,
    }
