"""crm.item.*: one set of methods for leads, deals, contacts, companies, quotes and invoices."""

from __future__ import annotations

from comptoir.items.rest.describe import describe_fields
from comptoir.items.rest.operations import Items
from comptoir.items.rest.rest_type import RestType, rest_types
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.errors import Family, camel_error
from comptoir.rest.protocol.filters import parse_nested
from comptoir.rest.protocol.paging import Page
from comptoir.rest.protocol.registry import method

CAMEL = Family.CAMEL
TYPE = {"entityTypeId": "1 lead, 2 deal, 3 contact, 4 company, 7 quote, 31 invoice"}
ONE = {**TYPE, "id": "the record"}


@method(
    "crm.item.fields",
    family=CAMEL,
    summary="Describes the fields of a type.",
    params=TYPE,
    example={"entityTypeId": 2},
)
def item_fields(call: Call) -> object:
    return {"fields": describe_fields(rest_type_of(call), CAMEL)}


@method(
    "crm.item.get",
    family=CAMEL,
    summary="Returns a record with all its fields.",
    params=ONE,
    example={"entityTypeId": 2, "id": 7},
)
def item_get(call: Call) -> object:
    return {"item": items_of(call).shown(call.need_id())}


@method(
    "crm.item.list",
    family=CAMEL,
    summary="Lists the records of a type, 50 a page.",
    params={
        **TYPE,
        "filter": "conditions; sub-filters under numeric keys, joined by their `logic` (AND, OR)",
        "order": "field and direction (ASC, DESC)",
        "select": "names of fields, or `*`",
        "start": "the row to begin with: 0, 50, 100...; -1 does not count the rows",
    },
    example={
        "entityTypeId": 2,
        "filter": {">=opportunity": 5000, "0": {"logic": "OR", "0": {"stageId": "NEW"}, "1": {"categoryId": 1}}},
        "order": {"opportunity": "DESC"},
        "select": ["id", "title", "opportunity"],
    },
)
def item_list(call: Call) -> Page:
    return items_of(call).page(parse_nested(call.mapping("filter")), wrap="items")


@method(
    "crm.item.add",
    family=CAMEL,
    writes=True,
    summary="Creates a record and returns it.",
    params={**TYPE, "fields": "values by field"},
    example={"entityTypeId": 2, "fields": {"title": "Forty chairs", "opportunity": 4800, "currencyId": "EUR"}},
)
def item_add(call: Call) -> object:
    items = items_of(call)
    return {"item": items.written(items.add(call.need_mapping("fields")))}


@method(
    "crm.item.update",
    family=CAMEL,
    writes=True,
    summary="Changes a record and returns it.",
    params={**ONE, "fields": "the values that change"},
    example={"entityTypeId": 2, "id": 7, "fields": {"stageId": "WON"}},
)
def item_update(call: Call) -> object:
    items, item_id = items_of(call), call.need_id()
    items.update(item_id, call.need_mapping("fields"))
    return {"item": items.written(item_id)}


@method(
    "crm.item.delete",
    family=CAMEL,
    writes=True,
    summary="Moves a record to the recycle bin.",
    params=ONE,
    example={"entityTypeId": 2, "id": 7},
)
def item_delete(call: Call) -> object:
    items_of(call).delete(call.need_id())
    return []


def items_of(call: Call) -> Items:
    return Items(rest_type_of(call), call, CAMEL)


def rest_type_of(call: Call) -> RestType:
    """Return the type that `entityTypeId` names. Errors: 100 when it is missing, ENTITY_TYPE_NOT_SUPPORTED."""
    number = call.need_integer("entityTypeId")
    found = rest_types.find(str(number))
    if found is None:
        raise camel_error("ENTITY_TYPE_NOT_SUPPORTED", f"Entity type {number} is not supported")
    return found
