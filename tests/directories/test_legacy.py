"""The statuses of old invoices, of calls, and the fixed enumerations."""

import json
from typing import Any

import pytest

from tests.items.rest.conftest import Callers
from tests.rest.conftest import Rest
from tests.world import World


def test_statuses_of_old_invoices(rest: Rest, spec_folder: Any) -> None:
    wanted = json.loads((spec_folder / "fields.json").read_text())["invoice_status"]
    fields = rest("crm.invoice.status.fields").result
    assert {
        name: {key: value for key, value in row.items() if key != "title"} for name, row in fields.items()
    } == wanted
    rows = rest("crm.invoice.status.list").result
    assert [(row["STATUS_ID"], row["SORT"]) for row in rows] == [("N", "100"), ("S", "110"), ("P", "120"), ("D", "130")]
    assert rest("crm.invoice.status.get", {"id": rows[0]["ID"]}).result == rows[0]
    added = rest("crm.invoice.status.add", {"fields": {"NAME": "Reminded", "SORT": 115}}).result
    assert rest("crm.invoice.status.update", {"id": added, "fields": {"NAME": "Reminded twice"}}).result is True
    shown = rest("crm.invoice.status.get", {"id": added}).result
    assert (shown["NAME"], shown["SYSTEM"], shown["STATUS_ID"][:3]) == ("Reminded twice", "N", "UC_")
    assert rest("crm.invoice.status.delete", {"id": added}).result is True
    source = rest("crm.status.list", {"filter": {"ENTITY_ID": "SOURCE"}}).result[0]
    assert rest("crm.invoice.status.get", {"id": source["ID"]}).error == (400, "", "Status is not found.")


def test_statuses_of_calls_are_numbers(rest: Rest) -> None:
    first = rest("crm.calllist.statuslist").result[0]
    assert isinstance(first["ID"], int)
    assert (first["STATUS_ID"], first["SORT"], first["NAME"]) == ("IN_WORK", 10, "In progress")


def test_owner_types(rest: Rest) -> None:
    shown = {row["ID"]: (row["SYMBOL_CODE"], row["SYMBOL_CODE_SHORT"]) for row in rest("crm.enum.ownertype").result}
    assert shown == {
        1: ("LEAD", "L"), 2: ("DEAL", "D"), 3: ("CONTACT", "C"), 4: ("COMPANY", "CO"), 5: ("INVOICE", "I"),
        31: ("SMART_INVOICE", "SI"), 7: ("QUOTE", "Q"), 8: ("REQUISITE", "RQ"),
    }  # fmt: skip
    assert rest("crm.enum.getorderownertypes").result == [{"attribute": "DYN", "code": "DEAL", "id": 2, "name": "Deal"}]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("addresstype", [11, 1, 6, 4, 8, 9]),
        ("settings.mode", [1, 2]),
        ("activitytype", [0, 1, 2, 3, 4, 5, 6]),
        ("activitystatus", [0, 1, 2, 3]),
        ("activitydirection", [0, 1, 2]),
        ("activitypriority", [0, 1, 2, 3]),
        ("activitynotifytype", [0, 1, 2, 3]),
        ("contenttype", [0, 1, 2, 3]),
    ],
)
def test_enumerations(as_: Callers, world: World, name: str, ids: list[int]) -> None:
    world.dave.roles.clear()
    rows = as_("dave")(f"crm.enum.{name}").result
    assert [row["ID"] for row in rows] == ids
    assert all(row["SYMBOL_CODE"] is None for row in rows)
    assert rows[0]["NAME"] == "" or ids[0]


def test_enumeration_fields(rest: Rest) -> None:
    shown = rest("crm.enum.fields").result
    assert list(shown) == ["ID", "NAME", "SYMBOL_CODE", "SYMBOL_CODE_SHORT"]
    assert all(row["isReadOnly"] for row in shown.values())
