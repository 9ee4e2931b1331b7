"""The filter panel: each condition as a small form of its own, the chips above a list, and reading what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.items.addresses import choices_url
from comptoir.items.choices import sources
from comptoir.items.display import SEMANTICS
from comptoir.items.fields import Field, Kind
from comptoir.items.queries.grammar import OPERATORS as OPERATOR_NAMES
from comptoir.items.queries.grammar import VALUELESS, Written
from comptoir.items.queries.listing import ListRequest
from comptoir.items.queries.related import titles_of, user_names
from comptoir.items.types import ItemType, item_types
from comptoir.items.values import NotAValue, to_integer
from comptoir.kit.filters import Op
from comptoir.ui import formats
from comptoir.ui.components import Option

LISTED = (Kind.CHOICE, Kind.STAGE, Kind.PIPELINE, Kind.CURRENCY)
PICKED = (Kind.USER, Kind.USERS, Kind.ITEM, Kind.ITEMS)
DATES = (Kind.DATE, Kind.DATETIME)
OPERATORS: dict[Op, str | Promise] = {
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
DATE_OPERATORS: dict[Op, str | Promise] = {
    Op.EQ: _("on"),
    Op.GTE: _("from"),
    Op.LTE: _("until"),
    Op.LT: _("before"),
    Op.GT: _("after"),
}


@dataclass(frozen=True, slots=True)
class ConditionForm:
    """A condition in the panel. control: options, picker, yesno, text, number, date or none."""

    place: int
    label: str | Promise
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
    """Return the fields that a reader may filter by, by label."""
    found = [each for each in item_type.fields() if each.kind != Kind.FILE and each.stored and not each.mirror_of]
    return sorted(found, key=lambda each: str(each.label).casefold())


def conditions_of(request: ListRequest, viewer: User) -> list[ConditionForm]:
    """Return the panel's forms: the conditions in force, and the one just being added."""
    written = list(request.conditions)
    if request.adding:
        written.append(Written(request.adding, operators_for(request.type.field(request.adding))[0]))
    names = Names(request.type, written, viewer)
    return [_form(request, place, each, names) for place, each in enumerate(written)]


def chips_of(request: ListRequest, viewer: User) -> list[Chip]:
    """Return a chip for each condition in force, with the address of the list without it."""
    names = Names(request.type, request.conditions, viewer)
    return [
        Chip(_sentence(request.type.field(each.field), each, names), request.url(conditions=_without(request, place)))
        for place, each in enumerate(request.conditions)
        if each.is_complete
    ]


def operators_for(field: Field) -> tuple[Op, ...]:
    """Return the operators that make sense for a field; the first one is offered first."""
    empty = (Op.EMPTY, Op.NOT_EMPTY)
    if field.code == "semantics":
        return Op.IN, Op.NOT_IN
    if field.kind in (*LISTED, *PICKED):
        return Op.IN, Op.NOT_IN, *empty
    if field.kind == Kind.BOOLEAN:
        return (Op.EQ,)
    if field.kind in DATES:
        return Op.GTE, Op.LTE, Op.BETWEEN, Op.EQ, Op.LT, Op.GT, *empty
    if field.kind in (Kind.AMOUNT, Kind.INTEGER):
        return Op.GTE, Op.LTE, Op.BETWEEN, Op.EQ, Op.NE, *empty
    if field.kind == Kind.POINTS:
        return Op.CONTAINS, Op.EQ, *empty
    return Op.CONTAINS, Op.EQ, Op.NOT_CONTAINS, *empty


def operator_label(field: Field, op: Op) -> str:
    return str((DATE_OPERATORS if field.kind in DATES else OPERATORS).get(op) or OPERATORS[op])


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


class Names:
    """What the values of conditions are called, read in one query a kind."""

    def __init__(self, item_type: ItemType, written: Sequence[Written], viewer: User) -> None:
        self.type = item_type
        ids: dict[str, set[int]] = {}
        for each in written:
            found = item_type.field(each.field)
            if found.kind in PICKED:
                ids.setdefault(found.target, set()).update(filter(None, map(_id, each.values)))
        self.users = user_names(ids.pop("", set()))
        self.titles = {target: titles_of(viewer, target, wanted) for target, wanted in ids.items()}

    def options(self, field: Field, chosen: Sequence[str]) -> list[Option]:
        """Return what may be chosen; for people and records only what is chosen already."""
        if field.code == "semantics":
            return [Option(code, label) for code, label in SEMANTICS.items()]
        if field.kind == Kind.BOOLEAN:
            return [Option("yes", gettext("Yes")), Option("no", gettext("No"))]
        if field.kind == Kind.PIPELINE:
            return [Option(str(each.id), each.name) for each in sources.pipelines.all(self.type.code)]
        if field.kind == Kind.STAGE:
            return self._stages()
        if field.kind == Kind.CHOICE:
            return [Option(each.code, each.name, each.colour) for each in sources.choices.values(field.directory)]
        if field.kind in PICKED:
            return [Option(value, self.name(field, value)) for value in chosen]
        return [Option(value, value) for value in chosen]

    def name(self, field: Field, value: str) -> str:
        if field.kind in DATES:
            return self._day(value)
        if field.kind in PICKED:
            if value == "me":
                return gettext("me")
            known = self.titles.get(field.target, {}) if field.target else self.users
            return known.get(_id(value) or 0, gettext("Hidden record"))
        if field.kind == Kind.BOOLEAN:
            return gettext("Yes") if value in ("yes", "1", "true") else gettext("No")
        if field.kind == Kind.AMOUNT:
            return self._amount(value)
        options = self.options(field, [value]) if field.kind in LISTED or field.code == "semantics" else []
        return next((str(each.label) for each in options if each.value == value), value)

    def _stages(self) -> list[Option]:
        if not self.type.has_pipelines:
            return [Option(c.code, c.name, c.colour) for c in sources.choices.values(self.type.stage_directory)]
        pipelines = sources.pipelines.all(self.type.code)
        return [
            Option(each.code, each.name, each.colour, hint=pipeline.name if len(pipelines) > 1 else "")
            for pipeline in pipelines
            for each in sources.choices.values(pipeline.stage_directory)
        ]

    @staticmethod
    def _day(value: str) -> str:
        if value == "today":
            return gettext("today")
        try:
            return formats.format_date(date.fromisoformat(value[:10]))
        except ValueError:
            return value

    @staticmethod
    def _amount(value: str) -> str:
        try:
            return formats.money(Decimal(value.replace(",", ".")), account().currency)
        except InvalidOperation:
            return value


def _form(request: ListRequest, place: int, written: Written, names: Names) -> ConditionForm:
    found = request.type.field(written.field)
    operators = dict.fromkeys((*operators_for(found), written.op))
    return ConditionForm(
        place=place,
        label=found.label,
        code=found.code,
        operators=[Option(op.value, operator_label(found, op)) for op in operators],
        operator=written.op.value,
        control=_control(found, written.op),
        values=written.values,
        options=names.options(found, written.values),
        picker_url=_picker_url(found),
        is_person=found.kind in (Kind.USER, Kind.USERS),
        remove_url=replace(request, adding="").url(conditions=_without(request, place), panel=True),
    )


def _control(field: Field, op: Op) -> str:
    if op in VALUELESS:
        return "none"
    if field.code == "semantics" or field.kind in LISTED:
        return "options"
    if field.kind in PICKED:
        return "picker"
    if field.kind == Kind.BOOLEAN:
        return "yesno"
    if field.kind in DATES:
        return "date"
    return "number" if field.kind in (Kind.AMOUNT, Kind.INTEGER) else "text"


def _picker_url(field: Field) -> str:
    if field.kind not in PICKED:
        return ""
    return choices_url(item_types.get(field.target)) if field.target else reverse("items:user_choices")


def _without(request: ListRequest, place: int) -> tuple[Written, ...]:
    return tuple(each for position, each in enumerate(request.conditions) if position != place)


def _sentence(field: Field, written: Written, names: Names) -> str:
    values = ", ".join(names.name(field, value) for value in written.values)
    operator = "" if written.op in (Op.IN, Op.EQ) else operator_label(field, written.op)
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


def _id(value: str) -> int | None:
    try:
        return to_integer(value)
    except NotAValue:
        return None
