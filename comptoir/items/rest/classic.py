"""crm.lead.*, crm.deal.*, crm.quote.*, crm.contact.*, crm.company.*: six methods each, made from the type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comptoir.items.rest.describe import describe_fields
from comptoir.items.rest.operations import Items, wants_import
from comptoir.items.rest.rest_type import RestType
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family
from comptoir.rest.protocol.filters import parse_classic
from comptoir.rest.protocol.registry import Method, add_method

CLASSIC = Family.CLASSIC

SELECT = "names of fields; `*` for all but multifields, `UF_*` for custom ones; PHONE, EMAIL, WEB, IM, LINK by name"
PARAMS: Mapping[str, Mapping[str, str]] = {
    "fields": {},
    "get": {"id": "the record"},
    "list": {
        "filter": "conditions, all of which must hold: a prefix such as >= and a field",
        "order": "field and direction (ASC, DESC)",
        "select": SELECT,
        "start": "the row to begin with: 0, 50, 100...; -1 does not count the rows",
    },
    "add": {"fields": "values by field", "params": "IMPORT=Y lets DATE_CREATE and its like be given"},
    "update": {"id": "the record", "fields": "the values that change"},
    "delete": {"id": "the record"},
}


@dataclass(frozen=True, slots=True)
class ClassicMethods:
    """The six methods of one type; each is a handler."""

    rest_type: RestType

    def fields(self, _call: Call) -> object:
        return describe_fields(self.rest_type, CLASSIC)

    def get(self, call: Call) -> object:
        return self._items(call).shown(call.need_id())

    def list(self, call: Call) -> object:
        return self._items(call).page(parse_classic(call.mapping("filter")))

    def add(self, call: Call) -> object:
        return self._items(call).add(call.need_mapping("fields"), imports=wants_import(call))

    def update(self, call: Call) -> object:
        self._items(call).update(call.need_id(), call.need_mapping("fields"))
        return True

    def delete(self, call: Call) -> object:
        self._items(call).delete(call.need_id())
        return True

    def _items(self, call: Call) -> Items:
        return Items(self.rest_type, call, CLASSIC)


def add_classic_methods(rest_type: RestType, plural: str, example: Mapping[str, object]) -> None:
    """Declare crm.NAME.*; `plural` names the records in the texts, `example` is what an add sends as fields."""
    methods = ClassicMethods(rest_type)
    name = rest_type.item_type.code
    identity = {"id": 7}
    texts: dict[str, tuple[Callable[[Call], object], str, Mapping[str, object]]] = {
        "fields": (methods.fields, f"Describes the fields of {plural}.", {}),
        "get": (methods.get, f"Returns one of the {plural} with all its fields.", identity),
        "list": (
            methods.list,
            f"Lists {plural}, 50 a page.",
            {"filter": {">=DATE_CREATE": "2025-01-01"}, "order": {"ID": "DESC"}, "select": ["ID", *example]},
        ),
        "add": (methods.add, f"Creates one of the {plural} and returns its id.", {"fields": example}),
        "update": (methods.update, f"Changes one of the {plural}.", {**identity, "fields": example}),
        "delete": (methods.delete, f"Moves one of the {plural} to the recycle bin.", identity),
    }
    for verb, (handler, summary, call) in texts.items():
        writes = verb in ("add", "update", "delete")
        add_method(Method(f"crm.{name}.{verb}", handler, summary, writes=writes, params=PARAMS[verb], example=call))
