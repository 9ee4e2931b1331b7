"""References to users and to items: what one, several, people and records have in common."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import tzinfo
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comptoir.items.core.contexts import Check, Drawing, FormContext, Where
from comptoir.items.core.fields import EMPTINESS, Field, Kind, Reader
from comptoir.items.core.protocols import Owner
from comptoir.items.core.values import NOT_LIST, in_range, to_ids, to_integer
from comptoir.kit.errors import NotAValue
from comptoir.kit.filters import Op
from comptoir.kit.text import Text
from comptoir.rest.protocol.phparray import Value, as_list, as_mapping
from comptoir.rest.protocol.values import classic_integer, filled, read_integer
from comptoir.ui.component_values import Option


class Reference(Kind):
    """An id in a column of the item."""

    is_key = True
    is_reference = True
    control = "picker"
    filter_control = "picker"
    operators = (Op.IN, Op.NOT_IN, *EMPTINESS)
    unknown: Text = ""

    def parse(self, raw: object, zone: tzinfo) -> object:
        return to_integer(raw)

    def in_range(self, value: int | None) -> int | None:
        return in_range(value)

    def clean(self, field: Field, value: object, check: Check) -> object:
        """Refuse ids that the writer may not see, but for those that the item refers to already."""
        if not value:
            return self.nothing()
        unknown = set(self.references(value)) - check.known
        if unknown and not (check.current is not None and unknown <= self.kept(field, check)):
            raise NotAValue(self.unknown)
        return value

    def nothing(self) -> object:
        return None

    def kept(self, field: Field, check: Check) -> set[int]:
        return {getattr(check.current, field.attribute)}

    def references(self, value: Any) -> Collection[int]:
        return (value,) if value else ()

    def names_wanted(self, field: Field) -> str | None:
        return field.target

    def form_options(self, field: Field, form: FormContext) -> list[Option]:
        """Return the chosen ones only: others are found by searching."""
        chosen = form.value if isinstance(form.value, list) else [form.value]
        ids = [int(id) for id in chosen if id and str(id).isdigit()]
        names = self.names(field.target, form, ids) if ids else {}
        return [Option(str(id), names.get(id, gettext("Hidden record"))) for id in ids]

    def form_extras(self, field: Field, form: FormContext) -> dict[str, object]:
        return {"remote_url": self.picker_url(field)}

    def names(self, target: str, form: FormContext, ids: Sequence[int]) -> dict[int, str]:
        raise NotImplementedError

    def filter_name(self, field: Field, value: str, drawing: Drawing) -> str:
        if value == "me":
            return gettext("me")
        return drawing.related.names(field.target).get(id_in(value) or 0, gettext("Hidden record"))

    def classic_reader(self, field: Field) -> Reader | None:
        attribute = field.attribute
        return lambda item, _page: classic_integer(getattr(item, attribute))

    def camel_reader(self, field: Field) -> Reader:
        attribute = field.attribute
        return lambda item, _page: getattr(item, attribute)

    def read_rest(self, raw: Value, zone: tzinfo) -> int | None:
        return read_integer(filled(raw))


class References(Reference):
    """Several ids, kept in rows of their own: `rows` are those of an item type, by `owner_column`."""

    is_key = False
    is_multiple = True
    is_undoable = False
    control = "pickers"

    def parse(self, raw: object, zone: tzinfo) -> list[int]:
        return to_ids(raw)

    def rows(self, field: Field, owner: Owner) -> tuple[QuerySet[Any], str, str]:
        """Return the rows, their column of the item's id and their column of the id that is referred to."""
        raise NotImplementedError

    def nothing(self) -> object:
        return []

    def kept(self, field: Field, check: Check) -> set[int]:
        item_id = check.current.pk if check.current else 0
        return set(self.load([field], check.owner, [item_id])[field.code].get(item_id, ()))

    def references(self, value: Collection[int] | None) -> Collection[int]:
        return value or ()

    def form_text(self, value: object) -> str:
        return ""

    def read_form(self, field: Field, given: QueryDict) -> object:
        return [value for value in given.getlist(field.code) if value]

    def prefilled(self, field: Field, given: QueryDict) -> object:
        return given.getlist(field.code)

    def q(self, field: Field, op: Op, value: object, where: Where) -> Q:
        rows, owner_column, target_column = self.rows(field, where.owner)
        if op == Op.EMPTY or (op == Op.EQ and value in (None, "", ())):
            return ~Q(pk__in=rows.values(owner_column))
        if op not in (Op.EQ, Op.IN):
            raise NotAValue(_("Records can only be compared as a whole."))
        wanted = to_ids(value if isinstance(value, list | tuple) else [value])
        return Q(pk__in=rows.filter(**{f"{target_column}__in": wanted}).values(owner_column))

    def classic_reader(self, field: Field) -> Reader | None:
        return None

    def camel_reader(self, field: Field) -> Reader:
        code = field.code
        return lambda item, page: page.list_of(item, code)

    def decode(self, field: Field, raw: Value, zone: tzinfo, owner: Owner, item_id: int) -> list[int | None]:
        return [self.read_rest(entry, zone) for entry in entries_of(raw)]


def entries_of(raw: Value) -> list[Value]:
    """Return the members of a list; a lone value is a list of one, an empty one is an empty list."""
    if raw is None or raw == "" or raw is False:
        return []
    if not isinstance(raw, list | dict):
        return [raw]
    entries = as_list(raw)
    if entries is None:
        entries = list((as_mapping(raw) or {}).values())
    if any(isinstance(entry, list | dict) for entry in entries):
        raise ValueError(str(NOT_LIST))
    return entries


def id_in(text: str) -> int | None:
    """Return the id that a filter's text names; None for other texts."""
    try:
        return to_integer(text)
    except NotAValue:
        return None
