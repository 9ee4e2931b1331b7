"""A value of a list: what `directories` keeps, or an enumeration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext
from markupsafe import Markup

from comptoir.access.gate import allowed
from comptoir.access.permissions import CHANGE_SETTINGS, Operation
from comptoir.items import errors
from comptoir.items.core.choices import Choice as Value
from comptoir.items.core.choices import deleted_name, list_slug, name_of, sources
from comptoir.items.core.contexts import Check, Drawing, FormContext, GroupName, Write
from comptoir.items.core.fields import EMPTINESS, Field, Kind, kinds
from comptoir.items.core.protocols import CellText, Item, Owner
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.ui.component_values import Option
from comptoir.ui.jinja import url_or_none

Places = Mapping[str, tuple[int, Value | None, str]]


class Listed(Kind):
    """A code out of a list: what choices, stages and currencies have in common."""

    control = "choice"
    filter_control = "options"
    operators = (Op.IN, Op.NOT_IN, *EMPTINESS)

    def q_empty(self, field: Field) -> Q:
        return Q(**{field.attribute: ""}) | Q(**{f"{field.attribute}__isnull": True})


class Choice(Listed):
    """A code of the list that the field names in `directory`."""

    is_sortable = True
    creates_values = True
    rest_type = "crm_status"

    def clean(self, field: Field, value: str, check: Check) -> str:
        kept = check.current is not None and getattr(check.current, field.attribute) == value
        if not value or kept:
            return value
        found = sources.choices.find(field.directory, value)
        if found is None:
            raise NotAValue(errors.UNKNOWN_CHOICE)
        return found.code

    def default(self, field: Field, write: Write) -> object:
        if field.read_only or field.default or write.keep_blanks:
            return super().default(field, write)
        if write.first_choices and field.stays_empty:
            return None
        if write.first_choices:
            return next((choice.code for choice in sources.choices.values(field.directory) if not choice.hidden), None)
        return sources.choices.default(field.directory) or None

    def form_default(self, field: Field) -> object:
        return None if field.read_only else sources.choices.default(field.directory) or None

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        return offered(sources.choices.values(field.directory), form.value)

    def form_extras(self, field: Field, form: FormContext) -> dict[str, object]:
        """Return where the list is changed, for a viewer who may change settings."""
        if sources.enumeration(field.directory) is not None:
            return {}
        if not allowed(form.viewer, CHANGE_SETTINGS, Operation.UPDATE):
            return {}
        return {"edit_url": url_or_none("directories:directory", list_slug(field.directory)) or ""}

    def text(self, field: Field, value: str, item: Item, drawing: Drawing) -> str:
        return name_of(sources.choices.find(field.directory, str(value)), value)

    def html(self, field: Field, value: str, item: Item, drawing: Drawing) -> Markup:
        found = sources.choices.find(field.directory, value)
        if found is None:
            return drawing.once("choice", value, "", True)
        return drawing.once("choice", found.name, found.colour)

    def can_group(self, field: Field, owner: Owner) -> bool:
        return True

    def group_names(
        self, field: Field, drawing: Drawing, counted: Mapping[str | int, int]
    ) -> Callable[[str | int], GroupName]:
        places = places_of([(directory, "") for directory in self.directories(field, drawing.owner)])
        return lambda value: group_name(
            str(value), places, lambda choice: ("choice", choice.name, choice.colour), drawing
        )

    def ranks(self, field: Field) -> tuple[str, ...] | None:
        return tuple(choice.code for choice in sources.choices.values(field.directory)) or ("",)

    def directories(self, field: Field, owner: Owner) -> tuple[str, ...]:
        return (field.directory,)

    def has_left_overs(self, field: Field) -> bool:
        return sources.enumeration(field.directory) is None

    def filter_options(self, field: Field, drawing: Drawing, chosen: Sequence[str]) -> list[Option]:
        return [filter_option(choice) for choice in sources.choices.values(field.directory)]

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        options = self.filter_options(field, drawing, [value])
        return next((str(each.label) for each in options if each.value == value), deleted_name(value))

    def describe(self, field: Field, owner: Owner) -> dict[str, object]:
        return {"statusType": field.directory}

    def from_cell(self, field: Field, cell: CellText) -> str | None:
        return cell.choice(field.directory)


def offered(choices: Iterable[Value], chosen: str | None) -> list[Option]:
    """Return what a form offers: hidden values only where one is chosen already; a deleted one keeps its code."""
    known = list(choices)
    options = [
        Option(choice.code, choice.name, choice.colour)
        for choice in known
        if not choice.hidden or choice.code == chosen
    ]
    if chosen and chosen not in {choice.code for choice in known}:
        options.append(Option(chosen, deleted_name(chosen)))
    return options


def filter_option(choice: Value, hint: str = "") -> Option:
    return Option(choice.code, choice.name, choice.colour, hint or (gettext("hidden") if choice.hidden else ""))


def places_of(directories: Sequence[tuple[str, str]]) -> Places:
    """Return {code: (place, choice, note)} for lists given with a note each.

    A value that is being replaced has the place of its successor.
    """
    listed = [(note, code, each) for code, note in directories for each in sources.choices.values(code)]
    order = {each.code: place for place, (_note, _code, each) in enumerate(listed)}
    found: dict[str, tuple[int, Value | None, str]] = {}
    for note, directory, each in listed:
        choice = sources.choices.find(directory, each.code) or each
        found[each.code.lower()] = (order.get(choice.code, len(order)), choice, note)
    return found


def group_name(code: str, places: Places, drawn: Callable[[Value], tuple[object, ...]], drawing: Drawing) -> GroupName:
    """Return what a code is called as a group; `drawn` are the macro and its arguments."""
    place, choice, note = places.get(code.lower(), (0, None, ""))
    if choice is None:
        return GroupName(f"?{code}", deleted_name(code), drawing.once("choice", code, "", True), (2, code))
    name, *arguments = drawn(choice)
    html = drawing.once(str(name), *arguments)
    return GroupName(choice.code, choice.name, html, (0, place), note, choice.colour)


CHOICE = kinds.add(Choice("choice"))
