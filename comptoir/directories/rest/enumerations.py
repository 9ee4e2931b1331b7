"""crm.enum.*: lists that nobody configures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.items.core.item_types import item_types
from comptoir.kit.text import Text
from comptoir.rest.protocol.call import Call
from comptoir.rest.protocol.registry import Method, add_method, method
from comptoir.rest.rows.fields import described

Entry = tuple[int, Text]

ENUMERATIONS: dict[str, tuple[Entry, ...]] = {
    "addresstype": (
        (11, _("Delivery address")),
        (1, _("Physical address")),
        (6, _("Legal address")),
        (4, _("Registered address")),
        (8, _("Postal address")),
        (9, _("Beneficiary's address")),
    ),
    "settings.mode": ((1, _("CRM with leads")), (2, _("CRM without leads"))),
    "activitytype": (
        (0, ""),
        (1, _("Meeting")),
        (2, _("Call")),
        (3, _("Task")),
        (4, _("E-mail")),
        (5, _("Action")),
        (6, _("User action")),
    ),
    "activitystatus": ((0, ""), (1, _("Pending")), (2, _("Completed")), (3, _("Completed automatically"))),
    "activitydirection": ((0, ""), (1, _("Incoming")), (2, _("Outgoing"))),
    "activitypriority": ((0, ""), (1, _("Low")), (2, _("Medium")), (3, _("High"))),
    "activitynotifytype": ((0, ""), (1, _("Minutes")), (2, _("Hours")), (3, _("Days"))),
    "contenttype": ((0, ""), (1, _("Plain text")), (2, "bbCode"), (3, "HTML")),
}
# Types of the reference without records here; integrations look them up all the same.
OTHER_OWNERS = ((5, _("Old invoice"), "INVOICE", "I"), (8, _("Requisites"), "REQUISITE", "RQ"))
OWNERS = (1, 2, 3, 4, 5, 31, 7, 8)
ORDER_OWNERS = (2,)


@method("crm.enum.fields", summary="Describes an entry of an enumeration.")
def enum_fields(_call: Call) -> object:
    types = {"ID": "int", "NAME": "string", "SYMBOL_CODE": "string", "SYMBOL_CODE_SHORT": "string"}
    return {name: described(type_name, name, ("isReadOnly",)) for name, type_name in types.items()}


@method("crm.enum.ownertype", summary="Lists the types of records, with their short codes.")
def owner_types(_call: Call) -> object:
    known = {
        entry.type_id: _entry(entry.type_id, entry.label, entry.symbol, entry.short)
        for entry in item_types
        if entry.type_id in OWNERS
    }
    known |= {number: _entry(number, label, symbol, short) for number, label, symbol, short in OTHER_OWNERS}
    return [known[number] for number in OWNERS if number in known]


@method("crm.enum.getorderownertypes", summary="Lists the types of records that an order can belong to.")
def order_owner_types(_call: Call) -> object:
    found = [entry for entry in (item_types.by_id(number) for number in ORDER_OWNERS) if entry]
    return [
        {"attribute": "DYN", "code": entry.symbol, "id": entry.type_id, "name": str(entry.label)} for entry in found
    ]


def _entry(number: int, name: object, symbol: str | None = None, short: str | None = None) -> dict[str, object]:
    return {"ID": number, "NAME": str(name), "SYMBOL_CODE": symbol, "SYMBOL_CODE_SHORT": short}


def _handler(entries: Sequence[Entry]) -> Callable[[Call], object]:
    return lambda _call: [_entry(number, name) for number, name in entries]


for _name, _entries in ENUMERATIONS.items():
    add_method(Method(f"crm.enum.{_name}", _handler(_entries), f"Lists the values of {_name}."))
