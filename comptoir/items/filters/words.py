"""Filters in words: which comparisons a field knows, what they are called, and what their values are called."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.access.models import User
from comptoir.account.queries import account
from comptoir.items.core.choices import Choice, deleted_name, sources
from comptoir.items.core.fields import Field, Kind
from comptoir.items.core.item_types import ItemType
from comptoir.items.filters.address import Written
from comptoir.items.kinds.display import SEMANTICS
from comptoir.items.kinds.related import titles_of, user_names
from comptoir.items.kinds.values import NotAValue, to_integer
from comptoir.kit.filters import Op
from comptoir.ui import formats
from comptoir.ui.component_values import Option

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


class ValueNames:
    """What the values of conditions are called, read in one query a kind."""

    def __init__(self, item_type: ItemType, written: Sequence[Written], viewer: User) -> None:
        self.type, self.viewer = item_type, viewer
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
            return [_option(each) for each in sources.choices.values(field.directory)]
        if field.kind in PICKED:
            return [Option(value, self.name(field, value)) for value in chosen]
        return [Option(value, value) for value in chosen]

    def offered(self, field: Field, chosen: Sequence[str]) -> list[Option]:
        """Return the options, and with them the codes that no list has any more, chosen or left on records: a query."""
        options = self.options(field, chosen)
        if field.kind not in (Kind.CHOICE, Kind.STAGE) or sources.enumeration(field.directory) is not None:
            return options
        known = {option.value for option in options}
        gone = {value for value in chosen if value not in known}
        gone.update(codes_left_over(self.type, field, self.viewer, known))
        return [*options, *(Option(code, deleted_name(code)) for code in sorted(gone))]

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
        unknown = deleted_name(value) if field.kind in (Kind.CHOICE, Kind.STAGE) else value
        return next((str(each.label) for each in options if each.value == value), unknown)

    def _stages(self) -> list[Option]:
        if not self.type.has_pipelines:
            return [_option(each) for each in sources.choices.values(self.type.stage_directory)]
        pipelines = sources.pipelines.all(self.type.code)
        return [
            _option(each, pipeline.name if len(pipelines) > 1 else "")
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


def _option(choice: Choice, hint: str = "") -> Option:
    return Option(choice.code, choice.name, choice.colour, hint or (gettext("hidden") if choice.hidden else ""))


def _id(value: str) -> int | None:
    try:
        return to_integer(value)
    except NotAValue:
        return None


MOST_LEFT_OVER = 20


def codes_left_over(item_type: ItemType, field: Field, viewer: User, known: Collection[str]) -> list[str]:
    """Return the codes on records in the viewer's sight that are none of those known; twenty at most. One query."""
    rows = item_type.visible_to(viewer).exclude(**{f"{field.attribute}__in": [*known, ""]}).order_by()
    codes = rows.values_list(field.attribute, flat=True).distinct()[:MOST_LEFT_OVER]
    return [code for code in codes if code]
