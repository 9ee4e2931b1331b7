"""Older names for two directories: crm.invoice.status.* and crm.calllist.statuslist."""

from __future__ import annotations

from comptoir.account.queries import account
from comptoir.directories.catalogue import catalogue
from comptoir.directories.rest.reading import found_value
from comptoir.directories.rest.rows import MATCHER, all_rows, encode, need_reader
from comptoir.directories.rest.writing import DEFAULT_SORT, added, deleted, require_settings, sort_of, text_of, updated
from comptoir.directories.values.names import shown_name
from comptoir.directories.values.reading import snapshot
from comptoir.directories.writing.edits import Add
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.filters import parse_classic, parse_order
from comptoir.rest.protocol.paging import Page, page_of_list
from comptoir.rest.protocol.registry import method
from comptoir.rest.rows.fields import described

INVOICE_STATUS = "INVOICE_STATUS"
KEPT = ("ID", "ENTITY_ID", "STATUS_ID", "NAME", "NAME_INIT", "SORT", "SYSTEM")
FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ENTITY_ID", "string", ("isReadOnly",)),
    ("ID", "integer", ("isReadOnly",)),
    ("NAME", "string", ("isRequired",)),
    ("NAME_INIT", "string", ("isReadOnly",)),
    ("SORT", "integer", ("isRequired",)),
    ("STATUS_ID", "string", ("isReadOnly",)),
    ("SYSTEM", "char", ("isReadOnly",)),
)


@method("crm.invoice.status.fields", summary="Describes a status of the old invoices.")
def invoice_status_fields(_call: Call) -> object:
    return {name: described(type_name, name, flags) for name, type_name, flags in FIELDS}


@method(
    "crm.invoice.status.list",
    summary="Lists the statuses of the old invoices.",
    params={"filter": "conditions", "order": "field and direction"},
    example={"order": {"SORT": "ASC"}},
)
def invoice_status_list(call: Call) -> Page:
    need_reader(call.user)
    own = [row for row in all_rows() if row["ENTITY_ID"] == INVOICE_STATUS]
    rows = MATCHER.select(own, parse_classic(call.mapping("filter")))
    rows = MATCHER.sort(rows, parse_order(call.mapping("order")))
    return page_of_list([{name: row[name] for name in KEPT} for row in rows], call.start)


@method(
    "crm.invoice.status.get",
    summary="Returns a status of the old invoices.",
    params={"id": "the status"},
    example={"id": 7},
)
def invoice_status_get(call: Call) -> object:
    need_reader(call.user)
    row = encode(found_value(call, INVOICE_STATUS))
    return {name: row[name] for name in KEPT}


@method(
    "crm.invoice.status.add",
    writes=True,
    summary="Adds a status of the old invoices; its code is made up.",
    params={"fields": "NAME and SORT"},
    example={"fields": {"NAME": "Reminded", "SORT": 115}},
)
def invoice_status_add(call: Call) -> object:
    fields = call.need_mapping("fields")
    require_settings(call.user)
    sort = sort_of(fields, otherwise=DEFAULT_SORT)
    return added(call, catalogue.get(INVOICE_STATUS), Add("", text_of(fields, "NAME")), sort)


@method(
    "crm.invoice.status.update",
    writes=True,
    summary="Renames or moves a status of the old invoices.",
    params={"id": "the status", "fields": "NAME and SORT"},
    example={"id": 7, "fields": {"NAME": "Reminded twice"}},
)
def invoice_status_update(call: Call) -> object:
    require_settings(call.user)
    return updated(call, found_value(call, INVOICE_STATUS))


@method(
    "crm.invoice.status.delete",
    writes=True,
    summary="Deletes a status of the old invoices.",
    params={"id": "the status"},
    example={"id": 7},
)
def invoice_status_delete(call: Call) -> object:
    require_settings(call.user)
    return deleted(call, found_value(call, INVOICE_STATUS))


@method("crm.calllist.statuslist", summary="Lists the statuses of calls.")
def call_statuses(_call: Call) -> object:
    language = account().language
    return [
        {"ID": value.pk, "NAME": shown_name(value, language), "SORT": value.sort, "STATUS_ID": value.code}
        for value in snapshot().rows.get("CALL_LIST", ())
    ]
